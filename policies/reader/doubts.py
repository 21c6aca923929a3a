"""What a person should look at: each code with what is wrong and what to do."""

from .shapes import Doubt

SENTENCES = {
    "not_a_letter": (
        "文中看不到答复函的任何特征（标题、称谓、收悉、答复如下），请确认文件选对了。",
        "Nothing in the text looks like a reply letter (title, addressee, receipt): check that it is the right file.",
    ),
    "too_long": (
        "文本过长，只读了前一部分，请删去答复函以外的内容后重读。",
        "The text is too long and only its first part was read: remove what is not the letter and read it again.",
    ),
    "no_title": ("没有找到标题，请补录。", "No title was found: enter it."),
    "title_damaged": (
        "标题有缺字：“{about}”，请对照原件补正。",
        "Characters are missing from the title “{about}”: compare it with the original.",
    ),
    "no_document_number": (
        "没有找到文号，请查看原件后补录。",
        "No document number (文号) was found: look at the original.",
    ),
    "document_number_damaged": (
        "文号不完整：“{about}”，请对照原件补录。",
        "The document number is incomplete: “{about}”. Enter it from the original.",
    ),
    "no_issuer": ("没有找到落款单位，请补录答复单位。", "Nobody signed the letter: enter who answered."),
    "issuer_from_metadata": (
        "没有落款单位，“{about}”取自信息栏，请核对。",
        "Nobody signed; “{about}” comes from the page's labels: check it.",
    ),
    "no_issued_on": ("没有找到成文日期，请补录。", "No date of the letter was found: enter it."),
    "issued_on_from_metadata": (
        "没有落款日期，成文日期取自信息栏，请核对。",
        "No date stands under the letter; this one comes from the page's labels: check it.",
    ),
    "issued_on_damaged": (
        "落款日期有缺字：“{about}”，请对照原件补录。",
        "The date under the letter is incomplete: “{about}”. Enter it from the original.",
    ),
    "dates_conflict": (
        "落款日期与信息栏的成文日期（{about}）不一致，取落款日期，请核对。",
        "The date under the letter differs from the page's ({about}); the former was taken: check it.",
    ),
    "no_addressee": (
        "没有找到被答复的委员或代表（可能已被网站删去），请补录。",
        "No addressee was found (the site may have removed it): enter who is answered.",
    ),
    "addressee_masked": (
        "称谓中的姓名被隐去：“{about}”。请核对。",
        "The addressee's name is masked: “{about}”. Check it.",
    ),
    "addressees_not_all_named": (
        "称谓写明{about}人，姓名没有全部列出，请补录。",
        "The letter says that it answers {about}, but does not name them all: enter the others.",
    ),
    "no_proposal": (
        "没有看出答复的是哪件提案或建议，请补录。",
        "Which proposal is answered could not be read: enter it.",
    ),
    "no_session": ("没有找到届次，请补录。", "Neither term nor session was found: enter them."),
    "no_proposal_number": ("没有找到提案或建议的编号，请补录。", "The proposal's number was not found: enter it."),
    "no_proposal_title": ("没有找到提案或建议的题目，请补录。", "The proposal's title was not found: enter it."),
    "no_next_steps": (
        "没有找到写下一步工作的部分，也没有读出承诺的语句，没有列出承诺事项，请通读全文核对。",
        "Neither a part about next steps nor a sentence that promises anything was found: compare with the letter.",
    ),
    "no_actions": (
        "写下一步工作的部分没有读出承诺事项，请核对原文。",
        "The part about next steps gave no action: compare it with the letter.",
    ),
    "unsure_promise": (
        "“{about}”这句话算不算承诺，读得没有把握，请核对。",
        "Whether “{about}” is a promise is not certain: check it.",
    ),
    "due_not_reckoned": (
        "时限“{about}”算不出确切日期，请补录。",
        "The day that “{about}” means could not be reckoned: enter it.",
    ),
    "due_before_letter": (
        "时限“{about}”早于成文日期，请核对。",
        "“{about}” is before the date of the letter: check it.",
    ),
}
"""Code -> what is wrong and what to do, in Chinese and in English; {about} stands for the doubt's words."""


def sentence(doubt: Doubt, language: str = "zh") -> str:
    """Return a doubt in plain words, in `zh` or `en`. Raises KeyError for a code that is not in SENTENCES."""
    return SENTENCES[doubt.code][0 if language == "zh" else 1].replace("{about}", doubt.about)
