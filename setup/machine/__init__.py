"""Prepares a machine to run Odoo with the addons. Standard library only, because
nothing is installed yet.
"""
