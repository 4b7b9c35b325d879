#!/usr/bin/env python3
"""Every message in the sources has its row in src/base/message_*.c: check_messages.py SOURCE_ROOT

Looks at the string literals in the calls that report a fault, in those that print into a parameter
for one ("reterr...") and in what is assigned to one. What only begins or ends a message
(" (and %zu more)") is part of a row and is not looked up."""

import pathlib
import re
import sys

CALLS = ('diagnostics_add', 'reader_refuse', 'reader_refuse_key', 'reader_refuse_kind', 'fail',
         'fail_at', 'fail_expected', 'fail_value', 'formula_error_set', 'say', 'say_of', 'say_more',
         'refuse_at', 'told', 'refuse_kind', 'fields_refuse', 'math_fail',
         'fields_refuse_key', 'fields_refuse_kind', 'unsound')
FLOORS = ('base', 'formula', 'notation', 'lesson', 'engine', 'checks', 'export', 'library', 'typeset', 'app',
          'cli')
LITERAL = r'"(?:[^"\\]|\\.)*"'


def joined(text):
    """Adjacent literals as one string, as C reads them."""
    parts = re.findall(r'"((?:[^"\\]|\\.)*)"', text)
    return ''.join(parts).encode().decode('unicode_escape').encode('latin1').decode()


def rows(root):
    found = []
    for file in sorted((root / 'src/base').glob('message_*.c')):
        for english in re.findall(r'\{\{(' + LITERAL + r'(?:\s*' + LITERAL + r')*),', file.read_text()):
            found.append(joined(english))
    return found


def pattern(row):
    quoted = re.escape(row).replace('%s', '(.*?)').replace('%d', '[-+0-9A-Fx.e]+')
    return re.compile(quoted, re.DOTALL)


def instance(literal):
    """A message that the format could make."""
    literal = re.sub(r'%0?\d*(?:zu|d|ld|lld|lX|X|\.0f|g)', '7', literal)
    return re.sub(r'%(?:\.\*)?[sc]', '@', literal)


def has_row(message, known):
    """A row for all that the format makes, or one for each word that it may put in."""
    own = pattern(re.sub(r'%(?:zu|ld|lld|d|lX|X|g)', '%s', message).replace('%c', '%s'))
    if any(own.fullmatch(row) for row, _ in known):
        return True
    for _, p in known:
        match = p.fullmatch(instance(message))
        if match and all(len(re.findall('[a-z]{2,}', part)) < 2 or has_row(part, known)
                         for part in match.groups()):
            return True
    return False


def arguments(text, begin):
    """The text of a call's arguments, from behind its bracket."""
    depth, at, quoted = 1, begin, False
    while depth > 0 and at < len(text):
        c = text[at]
        if quoted:
            at += c == '\\'
            quoted = text[at] != '"' or c == '\\'
        elif c == '"':
            quoted = True
        elif c in '()':
            depth += 1 if c == '(' else -1
        at += 1
    return text[begin:at]


def messages(text):
    for call in re.finditer(r'\b(' + '|'.join(CALLS) + r'|snprintf(?=\(reterr))\(', text):
        given = arguments(text, call.end())
        for literal in re.findall(LITERAL + r'(?:\s*' + LITERAL + ')*', given):
            yield joined(literal)
    for given in re.findall(r'\b(?:ret(?:err)?_?)?(?:message|reterr)\b = (?:text_format\(\w+,\s*)?'
                            r'(' + LITERAL + r'(?:\s*' + LITERAL + ')*)', text):
        yield joined(given)


def is_whole(message):
    """More than signs and conversions, and not the begin or the end of something."""
    words = re.findall(r'[a-z]{2,}', re.sub(r'%[a-z]+', '', message))
    return len(words) > 1 and message[0] not in ' ;(,' and message[-1] not in ' ;('


def main():
    root = pathlib.Path(sys.argv[1])
    known = [(row, pattern(row)) for row in rows(root)]
    missing, count = [], 0
    for floor in FLOORS:
        for file in sorted((root / 'src' / floor).glob('**/*.c')):
            if file.name.startswith('message'):
                continue
            for message in messages(file.read_text()):
                if not is_whole(message):
                    continue
                count += 1
                if not has_row(message, known):
                    missing.append(f'{file.relative_to(root)}: {message}')
    print('1..1')
    print(f'# {count} messages, {len(known)} rows')
    for line in missing:
        print(f'# no row: {line}')
    print('not ok 1 - every message has a row' if missing or count < 100
          else 'ok 1 - every message has a row')
    return 1 if missing or count < 100 else 0


sys.exit(main())
