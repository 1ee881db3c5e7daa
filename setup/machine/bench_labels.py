"""The row about printing: ``warehouse.labels_merge``, and the memory that it needs."""

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .bench_rows import Bound, Pair, row
from .paths import ROOT

_LABELS = 500
_MEGABYTES = 300

#: A separate process, so that only the merge is in its memory. Prints its maximum
#: memory in MB.
_CHILD = """
import resource, sys
from pathlib import Path
from labels import File, merged
files = [
    File(file.read_bytes(), "application/pdf")
    for file in sorted(Path(sys.argv[1]).iterdir())
]
content = merged(files, sys.argv[2])
assert content.startswith(b"%PDF")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@row(
    "warehouse.labels_merge",
    f"{_LABELS} labels printed from a list as one PDF: read, checked, merged, and"
    " written down as printed",
    "a bare pypdf merge of the same files",
    limit=1.3,
    times=5,
)
def labels_merge(env):
    from pypdf import PdfWriter

    files = [_label(number) for number in range(_LABELS)]
    shipments = _shipments(env, files)
    reports = env["ir.actions.report"]

    def ours():
        content, kind = reports._render_qweb_pdf(
            "linkstar_delivery.report_shipment_label", shipments.ids
        )
        if kind != "pdf" or len(content) < _LABELS:
            raise AssertionError(kind)

    def baseline():
        writer = PdfWriter()
        for content in files:
            writer.append(io.BytesIO(content))
        writer.write(io.BytesIO())

    most = max(_memory(files, sheet) for sheet in ("thermal", "a4"))
    bound = Bound(
        "warehouse.labels_memory",
        f"memory of a process that merges {_LABELS} labels",
        most,
        _MEGABYTES,
        "MB",
    )
    return Pair(ours, baseline, (bound,))


def _memory(files, sheet):
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(files):
            (Path(folder) / f"{number:04}.pdf").write_bytes(content)
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "linkstar_delivery")}
        command = [sys.executable, "-c", _CHILD, folder, sheet]
        return float(
            subprocess.run(
                command, env=environment, check=True, capture_output=True, text=True
            ).stdout
        )


def _label(number):
    """Return a label as the sandbox carrier draws it; each is different."""
    from sandbox import labels

    parcel = {
        "reference": f"BENCH-{number}",
        "waybill": f"LS{number:09}YQ",
        "platform_number": f"S{number}",
        "date": "2026-11-25",
        "line": "EU-STD",
        "line_name": "Europe standard",
        "battery": False,
        "category": "4",
        "country": "DE",
        "country_name": "Germany",
        "carrier": "DHL",
        "shipper": {
            "shipper_name": "Bench",
            "shipper_street": "Road 1",
            "shipper_city": "Shenzhen",
            "shipper_countrycode": "CN",
        },
        "consignee": {
            "consignee_name": f"Buyer {number}",
            "consignee_street": "Weg 1",
            "consignee_city": "Berlin",
            "consignee_postcode": "10115",
        },
        "items": [],
        "boxes": [{"name": "U001", "number": f"LNKS{number:09}YQ", "weight": 0.5}],
    }
    return labels.render(
        {"kind": "pdf", "size": "3", "content": "1", "parcels": [parcel]}
    )


def _shipments(env, files):
    """Create one shipment for each of ``files``, with these labels."""
    from hashlib import sha256

    account = env["linkstar.account"].create(
        {
            "name": "Bench labels",
            "base_url": "https://127.0.0.1:9",
            "app_token": "bench",
            "app_key": "bench",
        }
    )
    service = env["linkstar.service"].create(
        {"account_id": account.id, "code": "EU-STD", "name": "Europe standard"}
    )
    kind = env["stock.picking.type"].search(
        [("code", "=", "outgoing"), ("company_id", "=", env.company.id)], limit=1
    )
    places = {
        "location_id": kind.default_location_src_id.id,
        "location_dest_id": env.ref("stock.stock_location_customers").id,
    }
    pickings = env["stock.picking"].create(
        [{"picking_type_id": kind.id, **places} for _file in files]
    )
    shipments = env["linkstar.shipment"].create(
        [
            {
                "picking_id": picking.id,
                "company_id": env.company.id,
                "account_id": account.id,
                "service_id": service.id,
                "state": "ready",
                "tracking_number": f"LNKS{number:09}YQ",
                "label_sha256": sha256(content).hexdigest(),
            }
            for number, (picking, content) in enumerate(zip(pickings, files))
        ]
    )
    attachments = env["ir.attachment"].create(
        [
            {
                "name": "label.pdf",
                "raw": content,
                "mimetype": "application/pdf",
                "res_model": shipment._name,
                "res_id": shipment.id,
            }
            for shipment, content in zip(shipments, files)
        ]
    )
    for shipment, attachment in zip(shipments, attachments):
        shipment.label_attachment_id = attachment
    return shipments
