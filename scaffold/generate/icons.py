"""The icon of a resource in the navigation, by what its noun means: one of components/ui/icon.tsx."""

from __future__ import annotations

from collections.abc import Mapping

USUAL = "folder"
# Each line: an icon, and the nouns in the singular that have it.
_NOUNS = """
    alert     alert incident warning error issue bug problem
    bag       bag cart basket shop store purchase sale
    bolt      job run build deployment event trigger
    book      book chapter course lesson recipe manual guide story
    box       product item good package parcel part asset stock inventory box device
    building  company organization organisation account team department office vendor supplier property
    calendar  appointment booking reservation meeting day schedule session holiday trip
    card      card payment subscription plan membership transaction
    chart     report metric statistic result score measurement reading survey
    chat      comment message review reply chat conversation post feedback answer question
    clock     shift timesheet time-entry hour timer reminder
    document  document note page article draft contract file form entry news paper letter sample
    heart     favorite favourite like wish donation pet
    image     image photo picture gallery video media album
    key       key token password secret license licence
    list      list collection playlist category line order-item row
    mail      mail email newsletter campaign invitation subscriber
    money     invoice expense budget bill price cost salary fee deal
    people    user person customer client member employee contact student patient author guest player lead
    pin       place city country location address region venue route
    star      star rating goal award skill
    tag       tag label topic brand coupon discount
    task      todo task ticket check habit step project
    truck     order shipment delivery vehicle car
"""
_ICONS: Mapping[str, str] = {
    noun: icon for icon, *nouns in (line.split() for line in _NOUNS.strip().split("\n")) for noun in nouns
}


def icon_of(singular: str) -> str:
    """Return the icon for a noun in the singular, such as `order-item`; its last word may decide."""
    return _ICONS.get(singular) or _ICONS.get(singular.rpartition("-")[2], USUAL)
