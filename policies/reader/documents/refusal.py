"""Why a file holds no text to read, in sentences that say what to do; and how large a file may be."""

MOST_BYTES = 5_000_000
MOST_CHARACTERS = 2_000_000

REASONS = {
    "file_missing": (
        "文件不存在或打不开，请核对路径和权限。",
        "The file is missing or cannot be opened: check its path and its permissions.",
    ),
    "file_directory": ("这是一个文件夹，请给出其中的文件。", "This is a folder: name the files in it."),
    "file_empty": ("文件是空的，请重新保存答复函后再试。", "The file is empty: save the letter again and retry."),
    "file_binary": (
        "认不出文件的格式，请把答复函另存为 .docx、.pdf 或文本文件（.txt）后再试。",
        "The format of the file is unknown: save the letter as .docx, .pdf or a text file (.txt) and retry.",
    ),
    "file_encoding": (
        "认不出文件的编码，请另存为 UTF-8 编码后再试。",
        "The encoding of the file is unknown: save it as UTF-8 and retry.",
    ),
    "file_too_large": (
        "文件过大（超过 5 MB、200 万字、100 页，或解压后超过 50 MB、其中文档部分超过 10 MB），请只保留答复函的正文后再试。",
        "The file is too large (over 5 MB, 2,000,000 characters, 100 pages, or unpacked 50 MB, 10 MB of them XML): "
        "keep only the letter and retry.",
    ),
    "file_old_word": (
        "这是旧版的 Word 或 WPS 文件（.doc、.wps、.rtf），请另存为 .docx 后再试。",
        "This is an old Word or WPS file (.doc, .wps, .rtf): save it as .docx and retry.",
    ),
    "file_archive": (
        "这是压缩包，或 OFD、表格等别的文档，请取出其中的答复函，另存为 .docx 或 .pdf 后再试。",
        "This is an archive, an OFD file, a spreadsheet or the like: "
        "take the letter out of it, save it as .docx or .pdf and retry.",
    ),
    "file_encrypted": (
        "文件设了密码，请去掉密码后再试。",
        "The file is protected by a password: remove the password and retry.",
    ),
    "file_broken": (
        "文件已损坏或不完整，读不了，请重新下载，或另存为文本文件（.txt）后再试。",
        "The file is damaged or incomplete: download it again, or save it as a text file (.txt), and retry.",
    ),
    "file_scanned": (
        "这是扫描件，只有图像，没有文字，请先做文字识别（OCR），核对后存为文本文件（.txt）再试。",
        "This is a scan: a picture without text. Have its characters recognised (OCR), "
        "check them, save them as a text file (.txt) and retry.",
    ),
    "file_garbled": (
        "PDF 里的文字取不出来（字体没有对应的汉字），请用原来的文件，或另存为文本文件（.txt）后再试。",
        "The words of the PDF cannot be taken out (its fonts name no characters): "
        "use the file it was made from, or save it as a text file (.txt), and retry.",
    ),
    "file_endless": (
        "读取这个文件用的时间太长，已经停止；请另存为文本文件（.txt）后再试，或粘贴全文。",
        "Reading this file took too long and was stopped: save it as a text file (.txt), or paste the text, and retry.",
    ),
    "file_fatal": (
        "读取这个文件时程序出错退出；请另存为文本文件（.txt）后再试，或粘贴全文。",
        "The reader broke down at this file: save it as a text file (.txt), or paste the text, and retry.",
    ),
    "page_empty": (
        "网页里没有文字（正文可能由脚本显示），请在浏览器里打开，复制全文后粘贴。",
        "The web page holds no text (a script may show it): open it in a browser, copy the letter and paste it.",
    ),
}
"""Code -> what is wrong and what to do, in Chinese and in English."""


class CannotRead(Exception):
    """A file that holds no text to read; `code` is one of `REASONS`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(REASONS[code][0])

    def __reduce__(self):
        # By its code, from one process to another.
        return CannotRead, (self.code,)

    def sentence(self, language: str = "zh") -> str:
        """Return what is wrong and what to do, in `zh` or `en`."""
        return REASONS[self.code][0 if language == "zh" else 1]
