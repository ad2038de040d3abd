"""What is built from a document is built once for all visitors, and what visitors type does not fill the memory."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from budget.ui.reader import MOST_VIEWS, Shelf
from budget.views import words
from budget.views.book import Book


@pytest.fixture
def shelf(bundled):
    return Shelf(Book(bundled))


def test_many_searches_leave_a_bounded_shelf(shelf):
    def grown(count: int) -> int:
        """Bytes that so many more searches leave behind."""
        before = tracemalloc.get_traced_memory()[0]
        for number in range(count):
            shelf.get(words.passages, f"找不到的话 {before} {number}")
        return tracemalloc.get_traced_memory()[0] - before

    tracemalloc.start()
    try:
        grown(2 * MOST_VIEWS)
        assert grown(10_000 - 2 * MOST_VIEWS) < 100_000
    finally:
        tracemalloc.stop()
    assert len(shelf.built) == MOST_VIEWS


def test_what_is_asked_again_stays(shelf):
    def make(book: Book, asked: object) -> object:
        return object()

    first = shelf.get(make, "kept")
    for number in range(3 * MOST_VIEWS):
        shelf.get(make, number)
        assert shelf.get(make, "kept") is first
    assert shelf.get(make, 0) is shelf.get(make, 0)


def test_threads_that_ask_together_get_one_result(shelf):
    made: list[object] = []
    start = Barrier(8)

    def make(book: Book) -> object:
        made.append(object())
        Event().wait(0.05)  # long enough for all to ask meanwhile
        return made[-1]

    def ask(_: int) -> object:
        start.wait()
        return shelf.get(make)

    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(ask, range(8)))
    assert len(made) == 1
    assert all(result is made[0] for result in results)


def test_threads_that_ask_for_much_agree(shelf):
    def twice(book: Book, number: int) -> int:
        return number * 2

    def ask(_: int) -> list[int]:
        return [shelf.get(twice, number) for number in range(3 * MOST_VIEWS)]

    with ThreadPoolExecutor(4) as threads:
        assert {tuple(result) for result in threads.map(ask, range(4))} == {tuple(range(0, 6 * MOST_VIEWS, 2))}
    assert len(shelf.built) <= MOST_VIEWS


def test_what_failed_is_tried_again(shelf):
    answers = iter([ValueError("not yet"), "now"])

    def make(book: Book) -> str:
        answer = next(answers)
        if isinstance(answer, ValueError):
            raise answer
        return answer

    with pytest.raises(ValueError, match="not yet"):
        shelf.get(make)
    assert shelf.get(make) == "now"


def test_one_view_may_ask_for_another(shelf):
    assert shelf.get(lambda book: shelf.get(lambda book: book)) is shelf.book
