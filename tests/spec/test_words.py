"""The casing of names: words are found in any spelling, and each place gets its own."""

from __future__ import annotations

import pytest

from scaffold.spec import names


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
