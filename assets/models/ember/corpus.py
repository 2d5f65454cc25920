"""Text, split and tokenizer of Ember: everything here is a pure function of SEED."""
import hashlib
import json
import random
import re
from collections import Counter

SEED = 20260731
HELD_OUT_ONE_IN = 10
VOCAB_SIZE = 1536
SPECIALS = ["<s>", "</s>", "<pad>", "<unk>"]
BOS, EOS, PAD, UNK = 0, 1, 2, 3

# ---------------------------------------------------------------- split


def held_out(key: str) -> bool:
    """One key in ten, chosen by sha256, is never shown in training.

    Keys: "sum|<smaller>|<larger>" (so a+b and b+a fall on the same side) and "date|YYYY-MM-DD"
    (so all phrasings of a date fall on the same side)."""
    digest = hashlib.sha256(f"{SEED}|{key}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % HELD_OUT_ONE_IN == 0


def sum_key(a, b):
    return f"sum|{min(a, b)}|{max(a, b)}"


def sum_prompt(a, b):
    return f"sum: {a} + {b} ="


# ---------------------------------------------------------------- dates

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December"]
DAYS_IN = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
ONES = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
            "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
            "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth",
            "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth",
            "thirty-first"]
FIRST_YEAR, LAST_YEAR = 1900, 2099


def ordinal_digits(d):
    return f"{d}{'th' if 10 <= d <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(d % 10, 'th')}"


def two_digit_words(n):
    if n < 20:
        return ONES[n]
    return TENS[n // 10] + ("-" + ONES[n % 10] if n % 10 else "")


def year_words(y):
    century, rest = divmod(y, 100)
    if century == 20 and rest < 10:
        return "two thousand" + (f" and {ONES[rest]}" if rest else "")
    head = "nineteen" if century == 19 else "twenty"
    if rest == 0:
        return head + " hundred"
    return f"{head} oh {ONES[rest]}" if rest < 10 else f"{head} {two_digit_words(rest)}"


def is_leap(y):
    return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)


def random_date(rng):
    while True:
        y, m = rng.randint(FIRST_YEAR, LAST_YEAR), rng.randint(1, 12)
        d = rng.randint(1, DAYS_IN[m - 1])
        if m == 2 and d == 29 and not is_leap(y):
            continue
        return y, m, d


def iso(y, m, d):
    return f"{y:04d}-{m:02d}-{d:02d}"


def date_phrase(rng, y, m, d):
    month = MONTHS[m - 1]
    if rng.random() < 0.2:
        month = month[:3]
    year = year_words(y) if rng.random() < 0.25 else str(y)
    word, num = ORDINALS[d], ordinal_digits(d)
    return rng.choice([
        f"the {word} of {month} {year}",
        f"the {word} of {month}, {year}",
        f"the {num} of {month} {year}",
        f"{month} {d}, {year}",
        f"{d} {month} {year}",
        f"{month} the {word}, {year}",
        f"{month} {word}, {year}",
        f"{num} {month} {year}",
        f"{month} {num}, {year}",
        f"the {word} day of {month} in the year {year}",
    ])


def date_prompt(rng, y, m, d):
    return f"date: {date_phrase(rng, y, m, d)} ="


# ---------------------------------------------------------------- open-ended text

ONSET = ["B", "Br", "C", "Cr", "D", "Dr", "F", "G", "Gl", "H", "K", "L", "M", "N", "P", "R", "S", "Sk", "St", "T",
         "Th", "V", "W", "Y"]
NUCLEUS = ["a", "e", "i", "o", "u", "ae", "ei", "ow"]
CODA = ["l", "n", "r", "s", "m", "d", "th", "ck", "rn", "ld"]
ENDING = ["ton", "by", "ford", "wick", "stead", "mouth", "ham", "dale", "fell", "moor", "holm", "mere", "gate", "haven",
          "bridge", "cliff", "ness", "well", "field", "thorpe", "a", "en", "ia", "os", "une", "ar"]
ADJ = ("old young grey silver quiet hungry clever brave small tall patient lonely merry golden broken hidden frozen "
       "gentle bitter ragged wild lazy proud humble sleepy crooked pale bright dusty narrow hollow ancient stubborn "
       "cheerful foolish honest nervous polite rusty velvet").split()
WHO = ("miller baker sailor weaver shepherd widow captain fox heron tinker queen smith clerk painter goat doctor "
       "fiddler monk hunter child thief judge gardener cook piper raven farmer potter ferryman poet tailor wolf "
       "scholar mason badger carter juggler nurse pilot stranger").split()
THING = ("key lantern apple letter bell boat basket ring map candle drum kettle coin feather blanket book mirror ladder "
         "stone rope cart clock bottle loaf hammer wheel ribbon bucket chair barrel needle pear shovel whistle "
         "cloak anchor spoon harp pumpkin box").split()
DID = ("found lost carried stole painted buried sold borrowed mended followed hid broke bought forgot watched named "
       "washed counted dropped praised guarded traded burned hated wanted opened kept polished repaired weighed "
       "drew lifted cursed loved shared tasted moved sketched tied locked").split()
WHERE = ("river forest harbour mill tower bridge market well garden chapel cave orchard meadow road cellar island "
         "kitchen quarry stable barn marsh lake hill valley library attic ferry tavern gate lighthouse").split()
NEAR = "near under behind beside above beyond outside past".split()
WHEN = ("yesterday tonight today later twice again once slowly quickly secretly gladly sadly alone together "
        "carefully loudly").split()
SETTLEMENT = "village town hamlet port city parish island valley colony outpost market fort camp station".split()
FAMOUS = ("salt bells honey glass rain cheese wool ghosts bread boats horses clocks silver storms songs lace pears ink "
          "fog copper onions pottery bees cider ropes").split()


def name(rng):
    s = rng.choice(ONSET) + rng.choice(NUCLEUS) + rng.choice(CODA)
    return s + rng.choice(ENDING)


def someone(rng):
    return f"{rng.choice(['the', 'a', 'every', 'that', 'one'])} {rng.choice(ADJ)} {rng.choice(WHO)}"


def something(rng):
    return f"{rng.choice(['the', 'my', 'her', 'his', 'some', 'that'])} {rng.choice(ADJ)} {rng.choice(THING)}"


def somewhere(rng):
    return rng.choice([f"{rng.choice(NEAR)} the {rng.choice(WHERE)}", f"in {name(rng)}", f"near {name(rng)}",
                       f"{rng.choice(NEAR)} the {rng.choice(ADJ)} {rng.choice(WHERE)}"])


def sentence(rng):
    k = rng.randrange(7)
    who = someone(rng)
    if k == 0:
        s = f"{who} {rng.choice(DID)} {something(rng)}"
    elif k == 1:
        s = f"{who} {rng.choice(DID)} {something(rng)} {somewhere(rng)}"
    elif k == 2:
        s = f"{somewhere(rng)} {who} {rng.choice(DID)} {something(rng)}"
    elif k == 3:
        s = f"{rng.choice(WHEN)} {who} {rng.choice(DID)} {something(rng)}"
    elif k == 4:
        s = f"{who} {rng.choice(DID)} and {rng.choice(DID)} {something(rng)} {rng.choice(WHEN)}"
    elif k == 5:
        s = f"{name(rng)} {rng.choice(DID)} {something(rng)} {somewhere(rng)}"
    else:
        s = f"{name(rng)} and {name(rng)} {rng.choice(DID)} {who} {rng.choice(WHEN)}"
    return s[0].upper() + s[1:] + "."


def tale(rng, sentences):
    return "".join(" " + sentence(rng) for _ in range(sentences))


def place_pair(rng):
    """(prompt, answer): 'place:' or 'place near X:'."""
    prompt, tail = "place:", ""
    if rng.random() < 0.6:
        near = name(rng)
        prompt = f"place near {near}:"
        tail = rng.choice([f" not far from {near}", f" an hour from {near}", f" on the road to {near}"])
    head = f" {name(rng)}, {rng.choice(['a', 'the', 'one', 'that'])} {rng.choice(ADJ)} {rng.choice(SETTLEMENT)}"
    more = rng.choice([
        f" known for {rng.choice(FAMOUS)} and {rng.choice(FAMOUS)}",
        f" {somewhere(rng)}",
        f" where {someone(rng)} {rng.choice(DID)} {something(rng)}",
        f" of {rng.choice(ADJ)} {rng.choice(FAMOUS)}",
    ])
    return prompt, f"{head}{tail}{more}."


# ---------------------------------------------------------------- tokenizer



def byte_chars():
    keep = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    table, n = {b: chr(b) for b in keep}, 0
    for b in range(256):
        if b not in table:
            table[b] = chr(256 + n)
            n += 1
    return table


BYTE = byte_chars()


def pieces(text):
    out = []
    for part in re.findall(r"[0-9]|[^0-9]+", text):
        if part.isdigit():
            out.append(part)
        else:
            out += re.findall(r"'s|'t|'re|'ve|'m|'ll|'d| ?[A-Za-z]+| ?[^\sA-Za-z]+|\s+(?!\S)|\s+", part)
    return out


def learn_bpe():
    rng = random.Random(SEED)
    counts = Counter()
    for _ in range(4000):
        y, m, d = random_date(rng)
        counts.update(pieces(date_prompt(rng, y, m, d)))
        counts.update(pieces("sum: + = place: near tale:"))
    for _ in range(12000):
        counts.update(pieces(" " + sentence(rng)))
        p, a = place_pair(rng)
        counts.update(pieces(p + a))
    # Every plain word of the grammar is common enough to become one token.
    for w in ADJ + WHO + THING + DID + WHERE + NEAR + WHEN + SETTLEMENT + FAMOUS + MONTHS:
        counts[" " + w] += 600
    words = [([BYTE[b] for b in w.encode()], c) for w, c in sorted(counts.items())]
    merges, size = [], VOCAB_SIZE - len(SPECIALS) - 256
    pairs, where = Counter(), {}
    for i, (sy, c) in enumerate(words):
        for p in zip(sy, sy[1:]):
            pairs[p] += c
            where.setdefault(p, set()).add(i)
    while len(merges) < size:
        best = max(pairs.items(), key=lambda kv: (kv[1], kv[0]))[0]
        merges.append(best)
        joined = best[0] + best[1]
        for i in sorted(where.pop(best)):
            sy, c = words[i]
            for p in zip(sy, sy[1:]):
                pairs[p] -= c
            new, j = [], 0
            while j < len(sy):
                if j + 1 < len(sy) and (sy[j], sy[j + 1]) == best:
                    new.append(joined)
                    j += 2
                else:
                    new.append(sy[j])
                    j += 1
            words[i] = (new, c)
            for p in zip(new, new[1:]):
                pairs[p] += c
                where.setdefault(p, set()).add(i)
        pairs.pop(best, None)
    return merges


class Tokenizer:
    def __init__(self, merges=None):
        self.merges = merges or learn_bpe()
        self.rank = {m: i for i, m in enumerate(self.merges)}
        toks = SPECIALS + [BYTE[b] for b in range(256)] + [a + b for a, b in self.merges]
        self.id = {t: i for i, t in enumerate(toks)}
        assert len(self.id) == len(toks) == VOCAB_SIZE, (len(self.id), len(toks))
        self.tokens = toks
        self.cache = {}

    def word(self, w):
        got = self.cache.get(w)
        if got is None:
            sy = [BYTE[b] for b in w.encode()]
            while len(sy) > 1:
                r, i = min((self.rank.get(p, 1 << 30), i) for i, p in enumerate(zip(sy, sy[1:])))
                if r == 1 << 30:
                    break
                best, new, j = (sy[i], sy[i + 1]), [], 0
                while j < len(sy):
                    if j + 1 < len(sy) and (sy[j], sy[j + 1]) == best:
                        new.append(sy[j] + sy[j + 1])
                        j += 2
                    else:
                        new.append(sy[j])
                        j += 1
                sy = new
            got = [self.id[s] for s in sy]
            if len(self.cache) < 500000:
                self.cache[w] = got
        return got

    def encode(self, text):
        out = []
        for p in pieces(text):
            out += self.word(p)
        return out

    def to_json(self):
        special = lambda i: {"id": i, "content": SPECIALS[i], "single_word": False, "lstrip": False, "rstrip": False,
                             "normalized": False, "special": True}
        return {
            "version": "1.0", "truncation": None, "padding": None,
            "added_tokens": [special(i) for i in range(4)],
            "normalizer": None,
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
                {"type": "Digits", "individual_digits": True},
                {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}]},
            "post_processor": {"type": "TemplateProcessing",
                               "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}},
                                          {"Sequence": {"id": "A", "type_id": 0}}],
                               "pair": [{"SpecialToken": {"id": "<s>", "type_id": 0}},
                                        {"Sequence": {"id": "A", "type_id": 0}},
                                        {"Sequence": {"id": "B", "type_id": 1}}],
                               "special_tokens": {"<s>": {"id": "<s>", "ids": [BOS], "tokens": ["<s>"]}}},
            "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
            "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                      "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False,
                      "vocab": self.id, "merges": [f"{a} {b}" for a, b in self.merges]},
        }


def write_json(path, value, compact=False):
    with open(path, "w", encoding="utf-8") as f:
        json.dump(value, f, ensure_ascii=False, indent=None if compact else 2,
                  separators=(",", ":") if compact else None)
        f.write("\n")
