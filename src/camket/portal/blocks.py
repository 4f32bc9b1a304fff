"""What a story is made of."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label="ảnh")
    alt = blocks.CharBlock(label="mô tả cho người không nhìn thấy ảnh", max_length=300)
    caption = blocks.CharBlock(label="chú thích", max_length=300, required=False)

    class Meta:
        icon = "image"
        label = "ảnh"
        template = "portal/parts/picture.html"


STORY = (
    ("heading", blocks.CharBlock(label="tiêu đề", max_length=200, template="portal/parts/heading.html")),
    (
        "paragraph",
        blocks.RichTextBlock(label="đoạn văn", features=["bold", "italic", "link", "ol", "ul", "document-link"]),
    ),
    ("picture", PictureBlock()),
)
