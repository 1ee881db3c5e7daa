"""Odoo's public JSON-2 interface, with an API key."""

import json
import urllib.error
import urllib.request

from .say import Missing


class Odoo:
    def __init__(self, url, database, key):
        self._url = url
        self._headers = {
            "Authorization": f"bearer {key}",
            "X-Odoo-Database": database,
            "Content-Type": "application/json",
        }

    def call(self, model, method, ids=(), **arguments):
        """Call a public method and return its result; an error of Odoo becomes a
        :class:`Missing` with Odoo's own sentence.
        """
        body = json.dumps(
            {"ids": list(ids), **arguments} if ids else arguments
        ).encode()
        request = urllib.request.Request(
            f"{self._url}/json/2/{model}/{method}", data=body, headers=self._headers
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as error:
            try:
                sentence = json.loads(error.read())["message"]
            except (ValueError, KeyError):
                sentence = f"HTTP status {error.code}"
            raise Missing(f"Odoo refused {model}.{method}: {sentence}") from error

    def create(self, model, **values):
        return self.call(model, "create", vals_list=[values])[0]

    def write(self, model, record_id, **values):
        return self.call(model, "write", [record_id], vals=values)

    def read(self, model, record_id, *fields):
        return self.call(model, "read", [record_id], fields=list(fields))[0]

    def search(self, model, domain, *fields, order="id", limit=None):
        return self.call(
            model,
            "search_read",
            domain=domain,
            fields=list(fields),
            order=order,
            limit=limit,
        )

    def ref(self, xml_id):
        """Return the id of the record ``module.name``."""
        module, name = xml_id.split(".")
        found = self.search(
            "ir.model.data", [["module", "=", module], ["name", "=", name]], "res_id"
        )
        if not found:
            raise Missing(f"The demo data has no {xml_id}: run setup/demo --fresh.")
        return found[0]["res_id"]
