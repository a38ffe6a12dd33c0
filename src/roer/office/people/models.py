"""Persons and their accounts. The programme knows a person by id only; the name lives here, correctable, erasable."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

is_person_id = RegexValidator(r"^[a-z0-9][a-z0-9-]{1,40}$", "Kleine letters, cijfers en streepjes.")


class Person(models.Model):
    """Persoon: somebody whom the programme names. `function` says in a few words what she does."""

    id = models.CharField(primary_key=True, max_length=41, validators=[is_person_id])
    name = models.CharField(max_length=120)
    function = models.CharField(max_length=160, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Account(AbstractBaseUser):
    """Account: with which one person signs in. What she may do follows from her seats, not from the account."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    sign_in_name = models.CharField(max_length=150, unique=True)
    objects = BaseUserManager["Account"]()

    USERNAME_FIELD = "sign_in_name"

    def __str__(self) -> str:
        return self.sign_in_name

    @property
    def is_active(self) -> bool:
        """Only active people get in."""
        return self.person.active
