"""Addresses that have no language: files, feeds, and what programs ask for. They are permanent."""

from django.urls import path

from policies.public.views import feeds
from policies.public.views.about import health, robots
from policies.public.views.downloads import actions_csv, actions_json, actions_ndjson, actions_xlsx
from policies.public.views.dumps import dump_file
from policies.public.views.files import evidence_file
from policies.public.views.sitemaps import sitemap, sitemap_index
from policies.public.views.statistics import statistics_file
from policies.public.views.workbooks import workbook_file

urlpatterns = [
    path("health/", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:name>-<int:number>.xml", sitemap, name="sitemap"),
    path("statistics/<slug:name>.csv", statistics_file, name="statistics_file"),
    path("actions.csv", actions_csv, name="actions_csv"),
    path("actions.json", actions_json, name="actions_json"),
    path("actions.ndjson", actions_ndjson, name="actions_ndjson"),
    path("actions.xlsx", actions_xlsx, name="actions_xlsx"),
    path("workbooks/<slug:name>.xlsx", workbook_file, name="workbook_file"),
    path("data/<str:name>", dump_file, name="dump_file"),
    path("actions.atom", feeds.action_feed, name="action_feed"),
    path("actions.ics", feeds.action_calendar, name="action_calendar"),
    path("actions/<int:pk>.atom", feeds.story_feed, name="story_feed"),
    path("replies.atom", feeds.reply_feed, name="reply_feed"),
    path("proposals.atom", feeds.proposal_feed, name="proposal_feed"),
    path("evidence/<int:pk>/", evidence_file, name="evidence_file"),
]
