"""Addresses around the admin's own: for whoever is not logged in yet, and for oneself."""

from django.contrib import admin
from django.urls import path

from policies.admin.accounts.my_settings import my_settings
from policies.admin.accounts.passwords import AcceptInvitation, AskForReset, ChoosePassword, ResetAsked, change_done

urlpatterns = [
    path("password_reset/", AskForReset.as_view(), name="password_reset"),
    path("password_reset/done/", ResetAsked.as_view(), name="password_reset_done"),
    path("password_reset/<uidb64>/<token>/", ChoosePassword.as_view(), name="password_reset_confirm"),
    path("invitation/<uidb64>/<token>/", AcceptInvitation.as_view(), name="invitation"),
    path("me/", admin.site.admin_view(my_settings), name="my_settings"),
    path("password_change/done/", admin.site.admin_view(change_done)),
]
