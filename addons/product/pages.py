"""The pages of products, their categories and tags, and the places where other addons put something on them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.mail.pages import chatter
from addons.product.models import Category, Product, Tag
from core import Action, Filter, Form, Group, List, Menu, Show, Slot, SmartButton, SmartButtons, Tab

product_actions = Slot("product_actions", takes=Action)
product_smart_buttons = Slot("product_smart_buttons", takes=SmartButton)
product_tabs = Slot("product_tabs", takes=Tab)


def is_goods(product: Product) -> bool:
    """Whether the product can be counted and so tracked."""
    return product.kind == "goods"


def is_frozen(product: Product) -> bool:
    """Whether kind and tracking are settled, because goods were moved (SPEC PD-2)."""
    return product.id is not None and product.has_moves()


def other_categories(category: Category) -> sa.Select[Any]:
    """Categories that another one may be part of: any but itself."""
    categories = category.env[Category]
    return sa.select(categories).where(categories.id != (category.id or 0))


product_form = Form(
    Product,
    "product",
    product_actions,
    SmartButtons(product_smart_buttons),
    Group("", Product.name, Product.code, Product.barcode, Product.category, Show(Product.tags, makes=True)),
    Group(
        "Stock and price",
        Show(Product.kind, read_only=is_frozen),
        Show(Product.tracking, read_only=is_frozen, shown=is_goods),
        Product.unit,
        Product.price,
        Product.cost,
        Product.warranty_months,
    ),
    Tab("Description", Product.description),
    Tab("Details", Product.published, Product.company, Product.active),
    product_tabs,
    chatter,
)
product_list = List(
    Product, "products", Product.name, Product.code, Product.kind, Product.tracking, Product.price, Product.unit,
    Product.category,
    filters=(
        Filter("Goods", on=Product, keeps=lambda p, env: p.kind == "goods"),
        Filter("Services", on=Product, keeps=lambda p, env: p.kind == "service"),
        Filter("Tracked", on=Product, keeps=lambda p, env: p.tracking != "none"),
        Filter("Published", on=Product, keeps=lambda p, env: p.published),
    ),
    group_by=(Product.category, Product.kind),
)  # fmt: skip
category_form = Form(Category, "category", Group("", Category.name, Show(Category.parent, among=other_categories)))
category_list = List(Category, "categories", Category.name, Category.parent)
tag_form = Form(Tag, "tag", Group("", Tag.name))
tag_list = List(Tag, "tags", Tag.name)

menu = Menu(
    "Products", icon="package", order=110,
    children=(
        Menu("Products", page=product_list),
        Menu("Configuration", children=(Menu("Categories", page=category_list), Menu("Tags", page=tag_list))),
    ),
    roles=("base.user",),
)  # fmt: skip

parts: list[Any] = [
    product_form, product_list, category_form, category_list, tag_form, tag_list, menu,
]  # fmt: skip
