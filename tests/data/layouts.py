"""Held-out page layouts, written apart from the cleaning code: a portal scrape, an HTML page, an agency-style scrape."""

import json
import re
from collections.abc import Callable
from datetime import date
from html import escape
from random import Random

from extract.evaluation.layouts import Page, PageParts

NBSP = "\u00a0"
RLM = "\u200f"
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

MONTHS_AR = {
    "morocco": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر".split(),
    "algeria": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "egypt": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "levant": [
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ],
}
MONTHS_FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
MONTHS_EN = "January February March April May June July August September October November December".split()
DAYS_AR = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()
DAYS_FR = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
DAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

FRENCH_WORDS = frozenset("le la les des du une et dans pour sur est au aux qui que par avec a été".split())
ENGLISH_WORDS = frozenset("the of and to in for on is was with by that from at has have an as are".split())


# --- what every layout needs -----------------------------------------------------------------------------------


def _language(parts: PageParts) -> str:
    sample = f"{parts.title} {parts.body[:3000]}"
    arabic = len(re.findall(r"[\u0620-\u064a]", sample))
    latin = len(re.findall(r"[A-Za-zÀ-ÿ]", sample))
    if arabic >= latin:
        return "ar"
    words = re.findall(r"[a-zà-ÿ]+", sample.lower())
    french = sum(word in FRENCH_WORDS for word in words) + len(re.findall(r"[éèêàçùôî]", sample))
    english = sum(word in ENGLISH_WORDS for word in words)
    return "fr" if french > english else "en"


def _paragraphs(body: str) -> list[str]:
    return [line.strip() for line in body.split("\n") if line.strip()]


def _headlines(parts: PageParts, random: Random) -> list[str]:
    """The foreign headlines in a random order, each once, the page's own title left out."""
    pool = [line for line in dict.fromkeys(parts.foreign_headlines) if line.strip() and line != parts.title]
    random.shuffle(pool)
    return pool


def _share(pool: list[str], *wanted: int) -> list[list[str]]:
    """Split the pool into groups of the wanted sizes; where it is too small, in proportion to them."""
    if sum(wanted) > len(pool):
        total = sum(wanted)
        wanted = tuple(max(1, size * len(pool) // total) for size in wanted)
    groups, start = [], 0
    for size in wanted:
        groups.append(pool[start : start + size])
        start += size
    return groups


def _numeric(day: date, random: Random, patterns: list[str]) -> str:
    return random.choice(patterns).format(d=day.day, m=day.month, y=day.year)


def _date_in_words(day: date, language: str, random: Random) -> str:
    if language == "ar":
        months = MONTHS_AR[random.choice(["morocco", "morocco", "algeria", "egypt", "levant"])]
        text = f"{day.day} {months[day.month - 1]} {day.year}"
        if random.random() < 0.35:
            text = f"{DAYS_AR[day.weekday()]}{random.choice([' ', '، '])}{text}"
        if random.random() < 0.25:
            text = text.translate(ARABIC_INDIC)
        return text
    if language == "fr":
        number = "1er" if day.day == 1 else str(day.day)
        text = f"{number} {MONTHS_FR[day.month - 1]} {day.year}"
        return f"{DAYS_FR[day.weekday()]} {text}" if random.random() < 0.35 else text
    month = MONTHS_EN[day.month - 1]
    text = random.choice(
        [f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", f"{month[:3]} {day.day:02d}, {day.year}"]
    )
    return f"{DAYS_EN[day.weekday()]}, {text}" if random.random() < 0.25 else text


def _date_in_figures(day: date, language: str, random: Random) -> str:
    """Day first, or the ISO order; never month first."""
    patterns = {
        "ar": ["{d:02d}/{m:02d}/{y}", "{y}/{m:02d}/{d:02d}", "{d:02d}-{m:02d}-{y}", "{y}-{m:02d}-{d:02d}"],
        "fr": ["{d:02d}/{m:02d}/{y}", "{d:02d}.{m:02d}.{y}", "{d:02d}-{m:02d}-{y}"],
        "en": ["{y}-{m:02d}-{d:02d}"],
    }
    text = _numeric(day, random, patterns[language])
    if language == "ar" and random.random() < 0.3:
        text = text.translate(ARABIC_INDIC)
    return text


def _any_date(day: date, language: str, random: Random) -> str:
    if random.random() < 0.65:
        return _date_in_words(day, language, random)
    return _date_in_figures(day, language, random)


# --- 1. an Arabic portal, scraped as plain text -----------------------------------------------------------------

PORTAL = {
    "ar": {
        "top": [
            "الرئيسية سياسة اقتصاد رياضة ثقافة مجتمع كشاف",
            "بحث في الأرشيف تسجيل الدخول الموضوعات الأكثر قراءة",
            "آخر الأخبار",
        ],
        "report": [
            ["شكرا على الإبلاغ!", "سيتم حجب هذه الصورة تلقائيا عندما يتم الإبلاغ عنها من طرف عدة أشخاص."],
            ["الإبلاغ عن صورة غير لائقة"],
            ["هل الصورة غير مناسبة؟ أبلغ عنها", "تم إرسال بلاغك، شكرا لك"],
            ["بلّغ عن هذه الصورة", "إلغاء"],
        ],
        "share": [
            ["شارك", "فيسبوك", "تويتر", "واتساب"],
            ["Tweet", "Share", "شارك على فيسبوك"],
            ["مشاركة عبر : فيسبوك تويتر جوجل+ البريد"],
            ["0", "مشاركة", "غرّد", "طباعة", "أرسل إلى صديق"],
        ],
        "more": [
            "إقرأ المزيد",
            "إقرأ المزيد ...",
            "اقرأ المزيد من المصدر",
            "انقر هنا لقراءة الخبر من مصدره.",
        ],
        "source": ["المصدر: {name}", "المصدر : {name}", "عن {name}", "لقراءة المقال كاملا زوروا {name}"],
        "related": ["مواضيع ذات صلة", "أخبار أخرى", "قد يهمك أيضا"],
        "byline": ["هيئة التحرير", "متابعة", "مراسلة خاصة", "إعداد: قسم الأخبار"],
    },
    "fr": {
        "top": ["Accueil Politique Economie Sport Culture Société", "Dernières infos", "Recherche avancée Connexion"],
        "report": [
            ["Merci d'avoir signalé!", "Cette image sera automatiquement bloquée après plusieurs signalements."],
            ["Signaler cette image"],
        ],
        "share": [["Partager", "Facebook", "Twitter"], ["Tweet", "J'aime", "Envoyer à un ami", "Imprimer"]],
        "more": ["Lire la suite", "Lire la suite ...", "Cliquez ici pour lire l'article depuis sa source."],
        "source": ["Source : {name}", "Source: {name}"],
        "related": ["Sur le même sujet", "Autres titres"],
        "byline": ["La rédaction", "Correspondance particulière"],
    },
    "en": {
        "top": ["Home Politics Economy Sport Culture Society", "Latest news", "Search Sign in"],
        "report": [
            ["Thank you for reporting!", "This image will be automatically disabled when reported by several people."],
            ["Report this image"],
        ],
        "share": [["Share", "Facebook", "Twitter"], ["Tweet", "Like", "Email to a friend", "Print"]],
        "more": ["Read more", "Read more ...", "Click here to read the story from its source."],
        "source": ["Source: {name}", "Originally at {name}"],
        "related": ["Related topics", "More headlines"],
        "byline": ["Staff writer", "News desk"],
    },
}


def _publication_line(parts: PageParts, language: str, random: Random) -> str:
    spaced = _numeric(parts.date, random, ["{d:02d} - {m:02d} - {y}"] * 3 + ["{d:02d} / {m:02d} / {y}"])
    if language == "fr":
        when = random.choice([spaced, _date_in_words(parts.date, "fr", random)])
        return f"Publié dans {parts.publisher} le {when}"
    if language == "en":
        # A spaced date is day first here, as on the portal's Arabic pages.
        when = random.choice([spaced, _date_in_words(parts.date, "en", random)])
        return f"Published in {parts.publisher} on {when}"
    form = random.choice(["spaced", "spaced", "indic", "words", "words"])
    if form == "spaced":
        when = spaced
    elif form == "indic":
        when = spaced.translate(ARABIC_INDIC)
    else:
        when = _date_in_words(parts.date, "ar", random)
    mark = RLM if random.random() < 0.1 else ""
    name = parts.publisher
    return random.choice(
        [
            f"نشر في {name} يوم {mark}{when}",
            f"نشر في {name} يوم {mark}{when}",
            f"نُشر في {name} بتاريخ {mark}{when}",
            f"{name} : نشر في {name} يوم {mark}{when}",
            f"نشر على موقع {name} بتاريخ : {mark}{when}",
        ]
    )


def portal_run(parts: PageParts, random: Random) -> Page:
    """A portal as text: headlines run together on one line, widgets, title, line of publication, body, source."""
    language = _language(parts)
    words = PORTAL[language]
    pool = _headlines(parts, random)
    after = random.randint(4, 12) if random.random() < 0.35 else 0
    leading, trailing = (
        (_share(pool, random.randint(20, 80), after)) if after else (_share(pool, random.randint(20, 80))[0], [])
    )

    titles = list(leading)
    if random.random() < 0.4:
        titles.insert(random.randint(0, len(titles)), parts.title)
    gaps = random.choice([[" "], [NBSP], [" ", " ", NBSP]])
    run = titles[0] if titles else ""
    for title in titles[1:]:
        run += random.choice(gaps) + title

    report = random.choice(words["report"])
    share = random.choice(words["share"])
    on_one_line = random.random() < 0.3
    widgets = [[" ".join(block)] if on_one_line else list(block) for block in (report, share)]
    random.shuffle(widgets)

    lines: list[str] = []
    if random.random() < 0.5:
        lines.append(random.choice(words["top"]))
    order = random.choice(["run first", "run first", "run first", "run between"])
    if order == "run first":
        lines += [run, *widgets[0], *widgets[1]]
    else:
        lines += [*widgets[0], run, *widgets[1]]
    if random.random() < 0.3:
        lines.append("")
    lines.append(parts.title)
    lines.append(_publication_line(parts, language, random))
    if random.random() < 0.25:
        lines.append(random.choice(words["byline"]))

    separator = random.choice(["\n", "\n", "\n\n"])
    indent = random.choice(["", "", NBSP])
    body = separator.join(indent + paragraph for paragraph in _paragraphs(parts.body))
    footer = [random.choice(words["more"])]
    if random.random() < 0.6:
        footer.append(random.choice(words["source"]).format(name=parts.publisher))
    if random.random() < 0.3:
        footer.reverse()
    if trailing:
        footer.append(random.choice(words["related"]))
        footer.append(random.choice(gaps).join(trailing))
    return Page(text="\n".join([*lines, body, *footer]) + "\n", kind="text")


# --- 2. an HTML page --------------------------------------------------------------------------------------------

SITE = {
    "ar": {
        "nav": ["الرئيسية", "سياسة", "اقتصاد", "مجتمع", "رياضة", "ثقافة وفن", "دولية", "فيديو", "كتاب الرأي"],
        "ticker": ["عاجل", "آخر المستجدات", "شريط الأخبار"],
        "aside": ["اقرأ أيضا", "اخترنا لكم", "الأكثر مشاهدة"],
        "after": ["من نفس القسم", "أخبار أخرى", "لا تفوتك"],
        "related": ["أخبار ذات صلة", "مقالات مشابهة", "مواضيع مرتبطة"],
        "caption": ["صورة: أرشيف", "صورة تعبيرية (أ ف ب)", "(ح م)", "تصوير: وكالات"],
        "share": ["فيسبوك", "تويتر", "واتساب", "تلغرام", "نسخ الرابط"],
        "share_title": "شارك المقال",
        "newsletter": "اشترك في نشرتنا البريدية",
        "footer": ["من نحن", "اتصل بنا", "للإشهار", "سياسة الخصوصية"],
        "rights": "جميع الحقوق محفوظة",
        "by": ["{name} | {date}", "{name} - {date}", "نشر في {date} | {name}", "كتب: {name}، {date}"],
        "cookies": "يستخدم هذا الموقع ملفات تعريف الارتباط. موافق",
    },
    "fr": {
        "nav": ["Accueil", "Politique", "Économie", "Société", "Sport", "Culture", "Monde", "Vidéos", "Opinions"],
        "ticker": ["En continu", "Dernière minute", "Le fil info"],
        "aside": ["À lire aussi", "Notre sélection", "Les plus vus"],
        "after": ["Dans la même rubrique", "À ne pas manquer", "Autres articles"],
        "related": ["Sur le même thème", "Articles similaires", "Lire également"],
        "caption": ["Photo d'archives", "© AFP", "Crédit photo : DR", "Image d'illustration (Ph. DR)"],
        "share": ["Facebook", "Twitter", "WhatsApp", "LinkedIn", "Copier le lien"],
        "share_title": "Partager",
        "newsletter": "Abonnez-vous à notre newsletter",
        "footer": ["Qui sommes-nous", "Contact", "Publicité", "Mentions légales"],
        "rights": "Tous droits réservés",
        "by": ["{name} | {date}", "Par {name}, le {date}", "Publié le {date} | {name}", "{name} – {date}"],
        "cookies": "Ce site utilise des cookies. Accepter Refuser",
    },
    "en": {
        "nav": ["Home", "Politics", "Business", "Society", "Sport", "Culture", "World", "Video", "Opinion"],
        "ticker": ["Breaking", "Latest", "Just in"],
        "aside": ["Read also", "Editor's picks", "Most watched"],
        "after": ["More from this section", "Don't miss", "Other stories"],
        "related": ["Related news", "You may also like", "Similar stories"],
        "caption": ["File photo", "Photo: AFP", "Image courtesy of the agency", "(Photo: Reuters/File)"],
        "share": ["Facebook", "Twitter", "WhatsApp", "LinkedIn", "Copy link"],
        "share_title": "Share this article",
        "newsletter": "Sign up for our newsletter",
        "footer": ["About us", "Contact", "Advertise", "Privacy policy"],
        "rights": "All rights reserved",
        "by": ["{name} | {date}", "By {name}, {date}", "Published: {date} | {name}", "{name} - {date}"],
        "cookies": "This site uses cookies. Accept Decline",
    },
}


def _tag(name: str, content: str, css: str = "") -> str:
    attribute = f' class="{css}"' if css else ""
    return f"<{name}{attribute}>{content}</{name}>"


def _text(value: str) -> str:
    return escape(value, quote=False)


def _head(parts: PageParts, language: str, random: Random) -> list[str]:
    iso = parts.date.isoformat()
    bar = random.choice([" | ", " - ", " – "])
    lines = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(parts.title)}{bar}{_text(parts.publisher)}</title>",
        '<link rel="stylesheet" href="/assets/app.css">',
    ]
    if random.random() < 0.45:
        lines += [
            '<meta property="og:type" content="article">',
            f'<meta property="og:title" content="{escape(parts.title)}">',
            f'<meta property="og:site_name" content="{escape(parts.publisher)}">',
        ]
        if random.random() < 0.6:
            hour, minute = random.randint(8, 21), random.randint(0, 59)
            lines.append(f'<meta property="article:published_time" content="{iso}T{hour:02d}:{minute:02d}:00+00:00">')
        first = next(iter(_paragraphs(parts.body)), "")
        if len(first) > 220:  # only a cut summary: a whole paragraph must not stand twice on the page
            lines.append(f'<meta name="description" content="{escape(first[:150].rsplit(" ", 1)[0])}...">')
    if random.random() < 0.4:
        story = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "inLanguage": language,
            "headline": parts.title,
            "datePublished": iso,
            "publisher": {"@type": "Organization", "name": parts.publisher},
        }
        data = json.dumps(story, ensure_ascii=False).replace("</", "<\\/")
        lines.append(f'<script type="application/ld+json">{data}</script>')
    lines.append("<script>window.dataLayer = window.dataLayer || []; dataLayer.push({'page': 'article'});</script>")
    return lines


def html_news(parts: PageParts, random: Random) -> Page:
    """An HTML page: menu, bare paragraphs of other headlines around and beside the article, related list, footer."""
    language = _language(parts)
    words = SITE[language]
    before, beside, after, related = _share(
        _headlines(parts, random),
        random.randint(4, 14),
        random.randint(3, 6),
        random.randint(4, 12),
        random.randint(4, 8),
    )
    plain = [random.choice(["", "", "item", "t"]) for _ in range(2)]

    def bare(titles: list[str], css: str) -> list[str]:
        return [_tag("p", _text(title), css) for title in titles]

    # Around the article.
    nav = "".join(f'<li><a href="/{number}">{_text(name)}</a></li>' for number, name in enumerate(words["nav"]))
    header = [
        "<header>",
        _tag(random.choice(["div", "span"]), f'<a href="/">{_text(parts.publisher)}</a>', "logo"),
        f"<nav><ul>{nav}</ul></nav>",
        "</header>",
    ]
    above = [
        f'<div class="{random.choice(["strip", "hot", "top-zone", "row"])}">',
        *([_tag("span", random.choice(words["ticker"]))] if random.random() < 0.6 else []),
        *bare(before, plain[0]),
        "</div>",
    ]
    aside = [
        "<aside>",
        *(
            [_tag(random.choice(["h3", "h4", "strong"]), random.choice(words["aside"]))]
            if random.random() < 0.7
            else []
        ),
        *bare(beside, plain[1]),
        "</aside>",
    ]
    below = [
        f'<div class="{random.choice(["bottom", "grid", "col-12", "more"])}">',
        *([_tag("h3", random.choice(words["after"]))] if random.random() < 0.5 else []),
        *bare(after, plain[0]),
        "</div>",
    ]
    linked = random.random() < 0.7
    items = "\n".join(
        f'<li><a href="/n/{random.randint(10000, 99999)}">{_text(title)}</a></li>'
        if linked
        else f"<li>{_text(title)}</li>"
        for title in related
    )
    related_news = [
        f'<section class="{random.choice(["related", "see", "box"])}">',
        _tag(random.choice(["h2", "h3"]), random.choice(words["related"])),
        f"<ul>\n{items}\n</ul>",
        "</section>",
    ]

    # The article's own lines.
    heading = _tag(
        random.choice(["h1", "h1", "h1", "h2"]), _text(parts.title), random.choice(["", "title", "entry-title"])
    )
    shown = _any_date(parts.date, language, random)
    stamp = random.choice(
        [
            f'<time datetime="{parts.date.isoformat()}">{shown}</time>',
            f"<time>{shown}</time>",
            f'<span class="date">{shown}</span>',
            shown,
            shown,
        ]
    )
    byline = _tag(
        random.choice(["div", "p", "span"]),
        random.choice(words["by"]).format(name=_text(parts.publisher), date=stamp),
        random.choice(["meta", "by", "info", ""]),
    )
    caption = random.choice(words["caption"])
    alt = escape(parts.title) if random.random() < 0.5 else ""
    photo = random.choice(
        [
            f'<figure><img src="/img/1.jpg" alt="{alt}"><figcaption>{_text(caption)}</figcaption></figure>',
            f'<div class="photo"><img src="/img/1.jpg" alt="{alt}"><p class="legend">{_text(caption)}</p></div>',
        ]
    )
    buttons = "".join(
        random.choice([f'<a href="#">{_text(name)}</a> ', f"<button>{_text(name)}</button>"]) for name in words["share"]
    )
    share = (
        f'<div class="{random.choice(["share", "social", "tools"])}"><span>{words["share_title"]}</span>{buttons}</div>'
    )

    paragraphs = [_text(paragraph) for paragraph in _paragraphs(parts.body)]
    aside_at = random.choice(["inside", "before", "after"])
    blocks = [f"<p>{paragraph}</p>" for paragraph in paragraphs]
    if aside_at != "inside" and random.random() < 0.25:  # an old site: one block with line breaks
        blocks = ["<div>" + "<br>\n<br>\n".join(paragraphs) + "</div>"]
    if aside_at == "inside":
        middle = random.randint(1, max(1, len(blocks) - 1))
        blocks[middle:middle] = aside
    container = random.choice(["article", "article", 'div class="post"', "section"])
    opening = [heading, byline]
    if random.random() < 0.2:
        opening.reverse()
    media = [photo, share] if random.random() < 0.7 else [share, photo]
    if random.random() < 0.4:
        media.remove(share)
        closing = [share]
    else:
        closing = []
    if random.random() < 0.15:
        opening, media = [*media, *opening], []
    article = [
        f"<{container}>",
        *opening,
        *media,
        f'<div class="{random.choice(["body", "content", "entry-content", "txt"])}">',
        *blocks,
        "</div>",
        *closing,
        f"</{container.split()[0]}>",
    ]

    main = [*article]
    if aside_at == "before":
        main = [*aside, *main]
    elif aside_at == "after":
        main += aside
    tail = [below, related_news]
    random.shuffle(tail)
    links = " ".join(f'<a href="#">{_text(name)}</a>' for name in words["footer"])
    first_year = parts.date.year - random.randint(1, 12)
    years = random.choice([f"{parts.date.year}", f"{first_year}-{parts.date.year}"])
    footer = [
        "<footer>",
        *([f"<p>{words['newsletter']}</p>"] if random.random() < 0.5 else []),
        f"<div>{links}</div>",
        f"<p>© {years} {_text(parts.publisher)} - {words['rights']}</p>",
        "</footer>",
    ]
    cookies = [f'<div class="cookies">{words["cookies"]}</div>'] if random.random() < 0.35 else []
    direction = ' dir="rtl"' if language == "ar" else ""
    wrapper = random.choice(["main", "div"])
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language}"{direction}>',
        "<head>",
        *_head(parts, language, random),
        "</head>",
        "<body>",
        *cookies,
        *header,
        *above,
        f"<{wrapper}>",
        *main,
        f"</{wrapper}>",
        *tail[0],
        *tail[1],
        *footer,
        '<script src="/assets/app.js"></script>',
        "</body>",
        "</html>",
    ]
    return Page(text="\n".join(lines) + "\n", kind="html")


# --- 3. a plain-text scrape in the manner of an agency ----------------------------------------------------------

AGENCY = {
    "ar": {
        "home": ["الرئيسية", "الصفحة الأولى", "الاستقبال"],
        "sections": ["سياسة", "اقتصاد", "مجتمع", "جهات", "حوادث", "دولي", "وطنية"],
        "desks": [
            ("الرباط", "و م ع"),
            ("الدار البيضاء", "و م ع"),
            ("الجزائر", "واج"),
            ("تونس", "وات"),
            ("القاهرة", "أ ش أ"),
            ("باريس", "أ ف ب"),
            ("العيون", "متابعة"),
        ],
        "also": ["اقرأ أيضا", "إقرأ أيضاً", "طالع أيضا", "اقرأ كذلك"],
        "tags": ["الوسوم", "كلمات دلالية", "وسوم"],
        "tag_words": ["المغرب", "الجزائر", "تونس", "اقتصاد", "حكومة", "برلمان", "تعليم", "صحة", "أخبار اليوم"],
        "most": ["الأكثر قراءة", "الأكثر تداولا", "الأكثر قراءة هذا الأسبوع"],
        "comments": [
            ["التعليقات", "كن أول من يعلق على هذا المقال"],
            ["اترك تعليقا", "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *"],
            ["تعليقات الزوار (0)", "أضف تعليقك", "التعليقات المنشورة لا تعبر إلا عن رأي أصحابها"],
        ],
        "rights": [
            "© {year} {name}. جميع الحقوق محفوظة",
            "جميع الحقوق محفوظة © {name} {year}",
            "حقوق النشر {year} © {name}",
        ],
        "comma": "، ",
    },
    "fr": {
        "home": ["Accueil", "Page d'accueil"],
        "sections": ["Politique", "Économie", "Société", "Régions", "Faits divers", "International", "Nation"],
        "desks": [("Rabat", "MAP"), ("Casablanca", "MAP"), ("Alger", "APS"), ("Tunis", "TAP"), ("Paris", "AFP")],
        "also": ["Lire aussi", "A lire aussi", "Lire également", "Voir aussi"],
        "tags": ["Mots-clés", "Tags", "Étiquettes"],
        "tag_words": ["Maroc", "Algérie", "Tunisie", "gouvernement", "parlement", "éducation", "santé", "à la une"],
        "most": ["Les plus lus", "Articles les plus lus", "Les plus lus de la semaine"],
        "comments": [
            ["Commentaires", "Soyez le premier à commenter cet article"],
            [
                "Laisser un commentaire",
                "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
            ],
            ["0 commentaire", "Connectez-vous pour réagir"],
        ],
        "rights": [
            "© {year} {name}. Tous droits réservés",
            "Copyright {name} {year}",
            "© {name} {year} - Reproduction interdite",
        ],
        "comma": ", ",
    },
    "en": {
        "home": ["Home", "Front page"],
        "sections": ["Politics", "Business", "Society", "Regions", "Crime", "World", "National"],
        "desks": [
            ("Rabat", "MAP"),
            ("Algiers", "APS"),
            ("Tunis", "TAP"),
            ("Cairo", "MENA"),
            ("Paris", "AFP"),
            ("London", "Reuters"),
        ],
        "also": ["Read also", "Also read", "See also", "READ MORE"],
        "tags": ["Tags", "Keywords", "Topics"],
        "tag_words": ["Morocco", "Algeria", "Tunisia", "government", "parliament", "education", "health", "top news"],
        "most": ["Most read", "Most popular", "Most read this week"],
        "comments": [
            ["Comments", "Be the first to comment on this story"],
            ["Leave a Reply", "Your email address will not be published. Required fields are marked *"],
            ["0 comments", "Log in to join the discussion"],
        ],
        "rights": ["© {year} {name}. All rights reserved", "Copyright {year} {name}", "© {name} {year}"],
        "comma": ", ",
    },
}


def agency_text(parts: PageParts, random: Random) -> Page:
    """Text with a trail of sections, agency byline, one "read also" line in the body, tags and a most-read list."""
    language = _language(parts)
    words = AGENCY[language]
    also, most = _share(_headlines(parts, random), 2, random.randint(5, 12))

    home = random.choice([*words["home"], parts.publisher])
    section = random.choice(words["sections"])
    arrow = random.choice([" » ", " > ", " / ", " › ", " \\ "])
    trail = arrow.join([home, section, parts.title] if random.random() < 0.3 else [home, section])

    city, agency = random.choice(words["desks"])
    when = _any_date(parts.date, language, random)
    clock = ""
    if random.random() < 0.35:
        clock = random.choice([" - {h:02d}:{m:02d}", " {h:02d}:{m:02d}", " | {h:02d}:{m:02d}"]).format(
            h=random.randint(6, 22), m=random.randint(0, 59)
        )
        if any(digit in when for digit in "٠١٢٣٤٥٦٧٨٩"):
            clock = clock.translate(ARABIC_INDIC)
    byline = random.choice(
        [
            [f"{city} - {agency} | {when}{clock}"],
            [f"{parts.publisher} - {city} ({agency}) | {when}{clock}"],
            [f"{parts.publisher} / {agency} – {when}{clock}"],
            [f"{city} – {agency}", f"{when}{clock}"],
            [parts.publisher, f"{city} / {agency} • {when}{clock}"],
        ]
    )

    paragraphs = _paragraphs(parts.body)
    label = random.choice(words["also"])
    divider = random.choice([" | ", " - ", " • ", " / "])
    colon = random.choice([": ", " : ", " - ", " "])
    middle = min(max(1, len(paragraphs) // 2 + random.choice([-1, 0, 0, 1])), max(1, len(paragraphs) - 1))
    body = list(paragraphs)
    if also:
        body.insert(middle, f"{label}{colon}{divider.join(also)}")

    tags = random.sample(words["tag_words"], random.randint(2, 5))
    tag_line = random.choice(
        [
            f"{random.choice(words['tags'])}: {words['comma'].join(tags)}",
            f"{random.choice(words['tags'])} {' '.join('#' + tag.replace(' ', '_') for tag in tags)}",
        ]
    )
    number = random.choice(["", "", "{n}. ", "{n} - ", "• "])
    ranked = []
    for index, title in enumerate(most, start=1):
        mark = number.format(n=index)
        if language == "ar" and "٠" <= when[-1] <= "٩":
            mark = mark.translate(ARABIC_INDIC)
        ranked.append(f"{mark}{title}")
    most_read = [random.choice(words["most"]), *ranked]
    comments = random.choice(words["comments"])
    tail = [[tag_line], most_read, comments]
    if random.random() < 0.3:
        tail = [[tag_line], comments, most_read]
    year = random.choice([f"{parts.date.year}", f"{parts.date.year - random.randint(1, 10)}-{parts.date.year}"])
    rights = random.choice(words["rights"]).format(year=year, name=parts.publisher)

    spacing = random.choice(["\n", "\n\n"])
    head = [trail]
    if random.random() < 0.8:
        head.append(section)
    head += [parts.title, *byline]
    blocks = [
        "\n".join(head),
        spacing.join(body),
        *("\n".join(block) for block in tail),
        rights,
    ]
    return Page(text=random.choice(["\n", "\n\n"]).join(blocks) + "\n", kind="text")


LAYOUTS: dict[str, Callable[[PageParts, Random], Page]] = {
    "portal_run": portal_run,
    "html_news": html_news,
    "agency_text": agency_text,
}
