# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One spelling of what feeds write: without markup, accents, wide letters, typographic
signs and traditional characters; cut into pieces at the signs that part sentences.
"""

import html
import re
import unicodedata

#: A longer text is cut before it is read.
LONGEST = 4000
#: Letters that Unicode does not decompose, and signs with the same meaning.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("’‘`´ʼ", "'"),
        **dict.fromkeys("‐‑–—―", "-"),
        **dict.fromkeys("“”„«»「」『』", '"'),
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "İ": "I",
        "ı": "i",
        "\u200b": "",
        "\ufeff": "",
    }
)
#: Traditional characters in tracking texts, with their simplified forms.
_SIMPLIFIED = str.maketrans(
    "簽遞運達關單機場國際貨驗轉郵區門絕敗稅處離開發歸還遺棄毀銷倉庫領點櫃鄰戶賣買將預計無聯繫電話"
    "錯誤為確認異觀貼號碼陸續飛資訊補繳納東廣親屬業務員終結調換務裝載滯扣個園樓層從給"
    "後來問題級組織隊體過進這邊當樣時間應該實現誰請讓說",
    "签递运达关单机场国际货验转邮区门绝败税处离开发归还遗弃毁销仓库领点柜邻户卖买将预计无联系电话"
    "错误为确认异观贴号码陆续飞资讯补缴纳东广亲属业务员终结调换务装载滞扣个园楼层从给"
    "后来问题级组织队体过进这边当样时间应该实现谁请让说",
)
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>")
#: "no. 14" is not a negation.
_NUMBER = re.compile(r"\b(?:no|nr|num)\.\s?(?=\d)", re.IGNORECASE)
_POST_BOX = re.compile(r"\bP\.\s?O\.\s?(?=Box)", re.IGNORECASE)
#: A month, not a possibility.
_MAY = re.compile(r"(?<=\d )May\b|(?<=\dth )May\b|\bMay(?= \d)")
_NOT = re.compile(r"n't\b", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?P<number>[a-zA-Z]*\d[\w:./-]*)|(?P<word>[^\W\d_\u2e80-\uffff]+)"
    r"|(?P<han>[\u3400-\u9fff])|(?P<sign>\S)"
)
_ORDINAL = re.compile(r"\b\d(st|nd|rd)\b", re.IGNORECASE)
_ORDINALS = {"st": "first", "nd": "second", "rd": "third"}
_NUMBERED = ("0st", "0nd", "0rd")
#: English, as people type it.
_SHORTENED = {"w/o": "without", "w/": "with ", "@": " at ", "n/a": "not available"}
_SHORT = re.compile(r"\bw/o\b|\bw/|\bn/a\b|(?<!\S)@", re.IGNORECASE)
#: " - " separates sentences, "pick-up" does not; "|" and "/" separate them, too.
_DASH = re.compile(r"\s-+\s|-{2,}|\s-|-\s")
_JOINED = re.compile(r"(?<=\w)[-'](?=\w)")


def plain(text):
    """``text`` in one spelling, with its capitals; linear in its length."""
    if "<" in text:
        text = _MARKUP.sub(" . ", text)
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        # Without its accent it is the German word for goods.
        text = text.replace("wäre", "waere").replace("Wäre", "Waere")
        text = text.translate(_LETTERS)
        text = text.translate(_SIMPLIFIED)
        text = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", text)
            if not unicodedata.combining(letter)
        )
    text = _NUMBER.sub(" ", _NOT.sub(" not", text))
    if "May" in text:
        text = _MAY.sub(" ", text)
    if "/" in text or "@" in text:
        text = _SHORT.sub(lambda found: _SHORTENED[found[0].lower()], text)
    if any(ordinal in text for ordinal in _NUMBERED):
        text = _ORDINAL.sub(lambda found: _ORDINALS[found[1].lower()], text)
    if "." in text:
        text = _POST_BOX.sub("po ", text)
    return _JOINED.sub(" ", _DASH.sub(" ; ", text))


def tokens(text):
    """Pairs (kind, token) of a plain text: ``number`` (with letters: of a flight, a
    date), ``word``, ``han`` (one character), ``sign``.
    """
    return [(found.lastgroup, found[0]) for found in _TOKEN.finditer(text)]


def spellings(text):
    """``text`` unchanged, and in plain letters where that differs: a pattern without
    accents matches both, because carriers write both.
    """
    text = " ".join(text[:LONGEST].split())
    simple = " ".join(plain(text).split())
    return (text,) if simple == text else (text, simple)
