"""The addresses of the public pages. They are permanent."""

from django.urls import path, re_path

from policies.public.views import (
    about,
    actions,
    api_page,
    categories,
    data,
    embed,
    errors,
    history,
    organisations,
    overview,
    proposals,
    proposers,
    reader_corrections,
    replies,
    search,
    statistics,
    workbooks,
)
from policies.public.views.cached_pages import cached_page
from policies.queries import url_converters  # noqa: F401 - names the kinds of what stands in an address

urlpatterns = [
    path("", cached_page(overview.overview), name="overview"),
    path("actions/", cached_page(actions.action_list), name="action_list"),
    path("actions/workbook/", workbooks.workbook, name="workbook"),
    path("actions/<int:pk>/", cached_page(actions.action_page), name="action"),
    path("actions/<int:pk>/correction/", reader_corrections.correction_form, name="correction"),
    path("actions/<int:pk>/correction/received/", reader_corrections.correction_received, name="correction_received"),
    path("actions/<int:pk>/embed/", embed.action_card, name="action_card"),
    path("actions/<int:pk>/history/", history.action_history, name="action_history"),
    path("replies/", cached_page(replies.reply_list), name="reply_list"),
    path("replies/<int:pk>/", cached_page(replies.reply_page), name="reply"),
    path("replies/<int:pk>/history/", history.reply_history, name="reply_history"),
    path("proposals/", cached_page(proposals.proposal_list), name="proposal_list"),
    path("proposals/<int:pk>/", cached_page(proposals.proposal_page), name="proposal"),
    path("proposals/<int:pk>/history/", history.proposal_history, name="proposal_history"),
    path("proposers/<int:place>/<words:name>/", cached_page(proposers.proposer_page), name="proposer"),
    path("organisations/", cached_page(organisations.organisation_list), name="organisation_list"),
    path("organisations/<name:slug>/", cached_page(organisations.organisation_page), name="organisation"),
    path("organisations/<name:slug>/history/", history.organisation_history, name="organisation_history"),
    path("categories/", cached_page(categories.category_list), name="category_list"),
    path("categories/<name:slug>/", cached_page(categories.category_page), name="category"),
    path("categories/<name:slug>/history/", history.category_history, name="category_history"),
    path("search/", cached_page(search.search), name="search"),
    path("statistics/", cached_page(statistics.statistics), name="statistics"),
    path("api/", cached_page(api_page.api_page), name="api_page"),
    path("data/", data.data, name="data"),
    path("about/", cached_page(about.about), name="about"),
    re_path("^(?P<path>.*)$", errors.no_such_address),
]
