"""For ``odoo shell``, which provides ``env``: load the demo data of our addons only."""

from odoo.modules.loading import load_demo
from odoo.modules.module_graph import ModuleGraph

installed = env["ir.module.module"].search([("state", "=", "installed")]).mapped("name")
graph = ModuleGraph(env.cr, mode="load")
graph.extend(installed)
for addon in ("linkstar_customs", "linkstar_delivery"):
    if addon not in installed:
        continue
    if not load_demo(env, graph[addon], {}, "init"):
        raise RuntimeError(
            f"The demo data of {addon} could not be loaded; see the log for the reason."
        )
    env["ir.module.module"].search([("name", "=", addon)]).demo = True
env.cr.commit()
