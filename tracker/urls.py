"""Addresses: the public pages and the admin in Chinese and, under /en/, in English; files have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from policies.admin.my_settings import my_settings
from policies.admin.passwords import AcceptInvitation, AskForReset, ChoosePassword, ResetAsked, change_done
from policies.views import feeds
from policies.views.about import health, robots
from policies.views.downloads import actions_csv, actions_json, actions_ndjson, actions_xlsx
from policies.views.dumps import dump_file
from policies.views.files import evidence_file
from policies.views.sitemaps import sitemap, sitemap_index
from policies.views.statistics import statistics_file
from policies.views.workbooks import workbook_file

# Around the admin's own: for whoever is not logged in yet, and for oneself.
own = [
    path("password_reset/", AskForReset.as_view(), name="password_reset"),
    path("password_reset/done/", ResetAsked.as_view(), name="password_reset_done"),
    path("password_reset/<uidb64>/<token>/", ChoosePassword.as_view(), name="password_reset_confirm"),
    path("invitation/<uidb64>/<token>/", AcceptInvitation.as_view(), name="invitation"),
    path("me/", admin.site.admin_view(my_settings), name="my_settings"),
    path("password_change/done/", admin.site.admin_view(change_done)),
]

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
    path("api/v1/", include("policies.api.urls")),
    *i18n_patterns(
        path("admin/", include(own)),
        path("admin/", admin.site.urls),
        path("", include("policies.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "policies.views.errors.bad_request"
handler403 = "policies.views.errors.forbidden"
handler404 = "policies.views.errors.not_found"
