"""Accounts (账号): whoever may log in, as the people who keep accounts see them."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from policies.models.rights import Role


class AccountState(models.TextChoices):
    INVITED = "invited", _("已邀请")
    """The letter with the link is on its way, or unanswered: no password has been chosen yet."""
    ACTIVE = "active", _("已启用")
    INACTIVE = "inactive", _("已停用")


class AccountQuerySet(models.QuerySet):
    def invited(self):
        return self.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def active(self):
        """Those who can log in: active, and with a password of their own."""
        return self.filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def inactive(self):
        return self.filter(is_active=False)

    def administrators(self):
        """Those who can keep accounts today. An invitation that nobody answered keeps none."""
        return self.active().with_role(Role.ADMINISTRATOR).filter(is_staff=True)

    def with_role(self, role: Role):
        """Those of a role; superusers are administrators."""
        has = Q(pk__in=User.groups.through.objects.filter(group__name=role).values("user"))
        return self.filter(has | Q(is_superuser=True) if role == Role.ADMINISTRATOR else has)

    def with_address(self, address: str):
        """Accounts to which a mail address belongs, however it is written."""
        return self.filter(email__iexact=address) if address else self.none()


class Account(User):
    """Django's user, with the words of this record. A person is never deleted: what they did stays on record."""

    objects = BaseUserManager.from_queryset(AccountQuerySet)()

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = _("账号")
        ordering = ["username"]

    def __str__(self) -> str:
        full = self.get_full_name()
        return f"{full}（{self.username}）" if full and full != self.username else self.username

    @property
    def state(self) -> AccountState:
        if not self.is_active:
            return AccountState.INACTIVE
        return AccountState.ACTIVE if self.has_usable_password() else AccountState.INVITED

    @property
    def role(self) -> Role | None:
        """The role that counts: the one that may do most. A superuser may do what an administrator may."""
        names = {group.name for group in self.groups.all()}
        if self.is_superuser or Role.ADMINISTRATOR in names:
            return Role.ADMINISTRATOR
        return next((role for role in (Role.REVIEWER, Role.REPORTER) if role in names), None)
