"""Whether a word is spelt as a Vietnamese syllable: what tells text that reads from text in a wrong code page."""

import re
import unicodedata
from functools import lru_cache

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_BEFORE_A_STOP = {"\u0301", "\u0323"}
_ONSET = "(?:ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_RHYME = (
    "(?:a[cimnoptuy]?|ach|ang|anh|ă[cmnpt]|ăng|â[cmnptuy]|âng|e[cmnopt]?|eng|ê[mnptu]?|ênh|êch|êng|i[amnptu]?|ich|inh|iê[cmnptu]|iêng"
    "|o[aceimnpt]?|oa[cimnopty]|oach|oang|oanh|oay|oă[cmnt]|oăng|oe[nt]?|oeo|ong|oo[cn]|oong|ô[cimnpt]?|ông|ơ[imnpt]?"
    "|u[aceimnptyơ]?|uâ[nty]|uâng|uê|uêch|uênh|ung|uô[cimnt]|uông|uơ|uy[anptu]?|uych|uynh|uyê[nt]"
    "|ư[acimntu]?|ưng|ươ[cimnptu]|ương|y|yê[mntu]|ynh|uăng|uă[cnt]|uang|uan|uai|uay|uao|uat|uac|uach|uanh)"
)
_SYLLABLE = re.compile(f"^{_ONSET}{_RHYME}$")
_COMMON = (
    "biểu bà bàn báo bản bằng bệnh bộ cho chương chỉ chợ chủ các cán cáo còn có công cùng cơ cả của dân dục giá "
    "giáo giải giảm hai hiện hoạch huyện học hộ hội không kinh kế kết kỳ là lĩnh lượng lần lệ lớp một mới mức "
    "nghiệp nghèo nghị ngân người nhiệm nhân những này nông năm nước pháp phát phòng phường phố quyết quả quốc rừng "
    "sinh sách sạch sản sẽ số sở theo thành thôn thực tiêu triển triệu trên trình trường trạm trẻ trị tăng tư tại "
    "tấn tế tỉ tỉnh tịch tổng tới từ tỷ viên việc viện và về với vụ vực xuất xã y án đã đó đường được đại đạt đảng "
    "đất đầu đến đề để địa đồng độ ước ủy "
)
COMMON = frozenset(_COMMON.split())
"""Words that every report has: where a line reads as Vietnamese in two ways, they tell which is meant."""

_STOP = re.compile("(?:c|ch|p|t)$")


@lru_cache(maxsize=1 << 15)
def is_syllable(word: str) -> bool:
    """Whether a word is spelt as one Vietnamese syllable: onset, rhyme, at most one tone, and one that the end allows.

    A syllable that ends in a stop (c, ch, p, t) is said in two tones only, sắc and nặng.
    """
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marks if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.match(bare):
        return False
    return not tones or tones[0] in _BEFORE_A_STOP or not _STOP.search(bare)
