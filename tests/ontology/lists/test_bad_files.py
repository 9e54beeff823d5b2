"""Files that are no lists, or broken ones: one clear line that names the file and the fix."""

from datetime import date
from pathlib import Path

import pytest

from ontology.errors import InputError, UsageError
from ontology.lists import read_list
from tests.ontology.lists import samples

TWICE = samples.un(samples.un_entity("QDe.950", "حركة أولى"), samples.un_entity("QDe.950", "حركة ثانية"))
BAD: dict[str, tuple[str | bytes, str]] = {
    "cut short": (samples.UN[: len(samples.UN) // 2], "no well-formed XML"),
    "entities within": (samples.LAUGHS, "a DTD or entities"),
    "entities from outside": (samples.OUTSIDE, "a DTD or entities"),
    "a page": ("<!DOCTYPE html><html><body>خطأ</body></html>", "a DTD or entities"),
    "another list": ("<rss><channel/></rss>", "<rss> begins no list"),
    "the advanced format of ofac": ("<Sanctions xmlns='https://x'><A/></Sanctions>", "give SDN.XML instead"),
    "a reference twice": (TWICE, "two entries have the reference QDe.950"),
    "no reference": (samples.un(samples.un_entity("", "حركة")), "entry 1 has no reference"),
    "another encoding": (samples.UN.encode("cp1256", "replace"), "no well-formed XML"),
    "no entry": (samples.un(), "no entry in it"),
    "no day": (samples.un(samples.un_entity("QDe.950", "حركة"), day=""), "says no day"),
    "a day that is none": (samples.un(samples.un_entity("QDe.950", "حركة"), day="2025-99-99"), "says no day"),
    "empty": ("", "is empty"),
    "only a mark": (b"\xef\xbb\xbf  \n", "is empty"),
    "binary": (b"PK\x03\x04\0\0\0\xff\xfe\0", "a binary file"),
    "table in another encoding": ("name,kind\nحركة,group\n".encode("cp1256"), "not in UTF-8"),
    "text": ("هذا نص لا قائمة", "no known root element or header"),
    "table without end of quote": ('name,kind,list\n"حركة,group,x\n', "no CSV that can be read"),
    "unknown column": ("name,kind,colour,list\nحركة,group,red,x\n", "unknown columns colour"),
    "column twice": ("name,kind,name,list\nحركة,group,x,x\n", "the column name twice"),
    "too many cells": ("name,kind,list\nحركة,group,x,y\n", "line 2 has 4 cells"),
    "kind of its own": ("name,kind,list\nحركة,gang,x\n", "kind 'gang'"),
    "no kind": ("name,kind,list\nحركة,,x\n", "neither kind nor type"),
    "type of its own": ("name,type,list\nحركة,Terrorist,x\n", "type 'Terrorist'"),
    "a place": ("name,type,list\nحركة,City,x\n", "type 'City'"),
    "kind against type": ("name,kind,type,list\nحركة,person,ArmedGroup,x\n", "contradict each other"),
    "a day in words": ("name,kind,listed_on,list\nحركة,group,May 2020,x\n", "listed_on 'May 2020' is no day"),
    "no identifier": ("name,kind,identifiers,list\nحركة,group,QDe.1,x\n", "is not scheme:value"),
    "a name twice": ("name,kind,list\nحركة الأمل,group,x\nحركة الأمل,group,x\n", "two entries have the reference"),
    "no name of the list": ("name,kind\nحركة,group\n", "--list NAME"),
    "ucdp with a short line": (samples.UCDP_HEADER + "1,2,3\n", "line 2 has 3 cells"),
    "ucdp without version": (samples.UCDP.replace(",22.1", ",new"), "says no day"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_clear_line(tmp_path: Path, name: str) -> None:
    content, reason = BAD[name]
    file = tmp_path / "list.dat"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    day = None if name in ("no day", "a day that is none", "ucdp without version") else date(2024, 1, 1)
    with pytest.raises(InputError) as caught:
        list(read_list(file, day=day)[1])
    assert reason in caught.value.reason
    assert str(caught.value).startswith(f"{file}: ")
    assert "\n" not in str(caught.value)
    assert "root:" not in str(caught.value)


def test_folders_and_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        read_list(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        read_list(tmp_path / "none.xml")


@pytest.mark.parametrize("name", ["UN", "قائمة", "../x", "a b", "", "-x"])
def test_the_name_of_a_list_is_a_slug(tmp_path: Path, name: str) -> None:
    (tmp_path / "un.xml").write_text(samples.UN, encoding="utf-8")
    with pytest.raises(UsageError, match="no slug"):
        read_list(tmp_path / "un.xml", name=name)


def test_nothing_outside_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("very secret")
    text = samples.OUTSIDE.replace("/etc/hostname", str(tmp_path / "secret.txt"))
    (tmp_path / "un.xml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(read_list(tmp_path / "un.xml")[1])
    assert "secret" not in caught.value.reason
