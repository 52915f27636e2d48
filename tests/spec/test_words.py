"""The casing of names: words are found in any spelling, and each place gets its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.spec import names, words


@pytest.mark.parametrize(
    "raw", ["BlogPost", "blogPosts", "blog-post", "blog_posts", "BLOG_POSTS", "Blog-Post"]
)
def test_any_casing_gives_the_same_names(raw: str) -> None:
    noun = names.resource_names(raw)
    assert noun == names.Noun("blog-posts", "blog-post")
    assert (noun.camel, noun.singular_camel) == ("blogPosts", "blogPost")
    assert (noun.pascal, noun.singular_pascal) == ("BlogPosts", "BlogPost")
    assert (noun.snake, noun.singular_snake) == ("blog_posts", "blog_post")
    assert (noun.title, noun.singular_title) == ("Blog posts", "Blog post")
    assert (noun.lower, noun.singular_lower) == ("blog posts", "blog post")


@pytest.mark.parametrize(
    ("raw", "key", "title"),
    [
        ("URLs", "urls", "URLs"),
        ("APIClients", "api-clients", "API clients"),
        ("userIDs", "user-ids", "User IDs"),
        ("HTMLPages", "html-pages", "HTML pages"),
        ("OAuthClient", "oauth-clients", "Oauth clients"),
        ("md5Hash", "md5-hashes", "Md5 hashes"),
        ("area-51", "area51s", "Area51s"),
        ("XRayImage", "x-ray-images", "X ray images"),
    ],
)
def test_acronyms_and_digits_stay_together(raw: str, key: str, title: str) -> None:
    assert names.resource_names(raw).key == key
    assert names.resource_names(raw).title == title


NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,20}", fullmatch=True)
PLAIN = st.lists(st.from_regex(r"[a-z]{2,8}[0-9]{0,2}", fullmatch=True), min_size=1, max_size=4).map(tuple)


@given(NAMES)
def test_a_name_that_was_split_is_split_into_the_same_words_again(raw: str) -> None:
    found = words.split(raw)
    camel = words.camel(found)
    for again in (camel, words.kebab(camel), words.snake(camel)):
        assert words.split(again) == found
    assert words.kebab(camel).split("-") == words.snake(camel).split("_") == list(found)


@given(PLAIN)
def test_words_are_found_in_whatever_casing_they_were_typed(found: tuple[str, ...]) -> None:
    kebab = "-".join(found)
    for typed in (kebab, kebab.replace("-", "_"), kebab.upper(), kebab.title(), words.pascal(found)):
        assert words.split(typed) == found


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("HTTPServer", "http server"),
        ("userIDs", "user ids"),
        ("iOSApp", "ios app"),
        ("GitHubIssue", "github issue"),
        ("line2Item", "line2 item"),
        ("item-2", "item2"),
    ],
)
def test_a_word_ends_where_people_see_it_end(raw: str, found: str) -> None:
    assert " ".join(words.split(raw)) == found


@pytest.mark.parametrize(
    ("camel", "title"), [("imageUrls", "Image URLs"), ("apiKey", "API key"), ("idea", "Idea"), ("id", "ID")]
)
def test_people_read_acronyms_in_capitals_and_the_rest_in_small_letters(camel: str, title: str) -> None:
    assert words.title(camel) == title


@given(NAMES, NAMES)
def test_a_column_is_typed_as_the_names_it_is_made_of(resource: str, field: str) -> None:
    key, camel = words.kebab(words.camel(words.split(resource))), words.camel(words.split(field))
    assert words.place(key.replace("-", "_"), words.snake(camel)) == f"{key}.{camel}"
