"""The registers and their fields: one list for tables, forms, imports, exports and pages. To add a field to a kind of object, add a line here.

Numbers of law stand elsewhere (clocks, decisions, law rows); nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from engine.joint.fields import Field

KINDS: Final = {"shop": ("沿街店铺", "Shop"), "enterprise": ("企业", "Enterprise"), "scenic": ("景区点位", "Scenic spot"), "dog": ("犬只", "Dog")}
STATES: Final = {"active": ("在册", "Active"), "draft": ("待核实", "To be verified"), "closed": ("已注销", "Closed")}
#: 无事不扰, 重点, 随机: who is left alone unless something happens, who is watched, who is drawn (国办发〔2024〕54号 on lists; the marks are data).
LISTS: Final = {"noDisturb": ("无事不扰", "Leave alone"), "key": ("重点监管", "Key"), "random": ("随机抽查", "Random")}
CLASSES: Final = {"A": ("A 信用好", "A good"), "B": ("B 一般", "B fair"), "C": ("C 较差", "C poor"), "D": ("D 差", "D bad")}
SOURCES: Final = {
    "plan": ("计划检查", "Planned"), "random": ("双随机", "Random draw"), "complaint": ("投诉举报", "Complaint"), "transfer": ("部门移送", "Transfer"),
    "case": ("案件", "Case"), "other": ("其他", "Other"),
}
VISIT_STATES: Final = {
    "planned": ("计划中", "Planned"), "open": ("进行中", "Open"), "done": ("已完成", "Done"), "cancelled": ("已取消", "Cancelled"), "merged": ("已并入联合检查", "Merged"),
}
MARKS: Final = {"V": ("已核对原文", "Read in the text"), "S": ("摘录", "Excerpt"), "G": ("常识", "From memory"), "I": ("推断", "Inferred"), "CFG": ("可配置", "Configurable")}
ON_DUTY: Final = {"active": ("在岗", "Active"), "suspended": ("暂停", "Suspended"), "left": ("离岗", "Left")}
ZONES: Final = {"key": ("重点管理区", "Key zone"), "general": ("一般管理区", "General zone")}


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its name in addresses, its words, its fields; `key` is the column of its identity."""

    name: str
    zh: str
    en: str
    key: str
    fields: tuple[Field, ...]

    def label(self, language: str) -> str:
        """Its name in a language."""
        return self.en if language == "en" else self.zh

    def of_kind(self, kind: str) -> tuple[Field, ...]:
        """The fields that an entry of a kind has; `kind` "" gives all."""
        return tuple(field for field in self.fields if not field.of or not kind or kind in field.of)


_IDENTITY = Field("id", "编号", "ID", "code")
OBJECTS = Register("objects", "监管对象", "Regulated objects", "id", (
    _IDENTITY,
    Field("kind", "类别", "Kind", "choice", required=True, choices=KINDS),
    Field("name", "名称", "Name", required=True, most=200),
    Field("credit_code", "统一社会信用代码", "Credit code", "credit", of=("shop", "enterprise", "scenic")),
    Field("address", "地址", "Address", most=300),
    Field("area_code", "镇街", "Street or town", "code", most=40),
    Field("unit", "责任单位", "Responsible unit", "code"),
    Field("list_type", "名单", "List", "choice", choices=LISTS),
    Field("credit_class", "信用等级", "Credit class", "choice", choices=CLASSES),
    Field("enterprise", "企业主体", "Is an enterprise", "yes"),
    Field("state", "状态", "State", "choice", choices=STATES),
    Field("trade", "行业", "Trade", of=("shop", "enterprise"), detail=True),
    Field("operator", "负责人", "Person in charge", of=("shop", "enterprise", "scenic"), personal=True, detail=True),
    Field("phone", "联系电话", "Phone", most=30, personal=True, detail=True),
    Field("floor_area", "面积（平方米）", "Floor area (m2)", "number", of=("shop", "scenic"), detail=True),
    Field("opened_on", "开业日期", "Opened on", "day", of=("shop", "enterprise"), detail=True),
    Field("permit", "许可证号", "Permit", "code", of=("shop", "enterprise"), detail=True),
    Field("capacity", "核定承载量", "Approved capacity", "number", of=("scenic",), detail=True),
    Field("level", "景区等级", "Rating", most=20, of=("scenic",), detail=True),
    Field("tag", "犬牌号", "Dog tag", "code", of=("dog",), detail=True),
    Field("chip", "芯片号", "Chip", "code", of=("dog",), detail=True),
    Field("breed", "品种", "Breed", of=("dog",), detail=True),
    Field("colour", "毛色", "Colour", most=40, of=("dog",), detail=True),
    Field("owner", "养犬人", "Owner", of=("dog",), personal=True, detail=True),
    Field("owner_id", "证件号", "Identity no.", most=30, of=("dog",), personal=True, detail=True),
    Field("zone", "管理区域", "Zone", "choice", choices=ZONES, of=("dog",), detail=True),
    Field("registered_to", "登记有效期至", "Registered until", "day", of=("dog",), detail=True),
    Field("vaccinated_to", "免疫有效期至", "Vaccinated until", "day", of=("dog",), detail=True),
    Field("born_on", "出生日期", "Born on", "day", of=("dog",), detail=True),
    Field("visiting_since", "外来犬到达日期", "Visiting since", "day", of=("dog",), detail=True),
    Field("note", "备注", "Note", "area", most=1000, detail=True),
))
OFFICERS = Register("officers", "执法人员", "Certified officers", "id", (
    _IDENTITY,
    Field("account", "账号", "Account", "code"),
    Field("name", "姓名或岗位", "Name or role", required=True, most=200),
    Field("unit", "单位", "Unit", "code", required=True),
    Field("certificate", "执法证号", "Certificate", "code", required=True, most=60),
    Field("valid_from", "有效期自", "Valid from", "day", required=True),
    Field("valid_to", "有效期至", "Valid until", "day", required=True),
    Field("fields", "执法领域", "Fields", "words", most=500),
    Field("state", "状态", "State", "choice", choices=ON_DUTY),
))
MATTERS = Register("matters", "执法事项", "Enforcement matters", "code", (
    Field("code", "事项编码", "Code", "code", required=True),
    Field("scene", "一件事", "Scenario", "code", most=40),
    Field("name", "事项名称", "Name", required=True, most=300),
    Field("name_en", "英文名称", "Name (English)", most=300),
    Field("lead", "牵头部门", "Leading department", "code", most=40),
    Field("joining", "参与部门", "Joining departments", "words", most=500),
    Field("basis", "法律依据", "Legal basis", "area", most=2000),
    Field("benchmark", "裁量基准编码", "Discretion benchmark", "code"),
    Field("safety", "涉及安全", "Concerns safety", "yes"),
    Field("town_areas", "赋权镇街", "Powers handed to", "words", most=500),
    Field("mark", "可信度", "Mark", "choice", choices=MARKS),
    Field("valid_from", "生效日期", "In force from", "day"),
    Field("valid_to", "失效日期", "In force until", "day"),
))
AREAS = Register("areas", "镇街", "Streets and towns", "code", (
    Field("code", "编码", "Code", "code", required=True, most=40),
    Field("name", "名称", "Name", required=True),
    Field("name_en", "英文名称", "Name (English)"),
    Field("managed_by", "管理主体", "Managed by", "code", most=40),
    Field("keywords", "地址关键词", "Words in addresses", "words", most=500),
))
DEPARTMENTS = Register("departments", "执法部门", "Departments", "code", (
    Field("code", "编码", "Code", "code", required=True, most=40),
    Field("name", "名称", "Name", most=200),
    Field("local_branch", "镇街设所", "Has branches in streets", "yes"),
    Field("home_area", "所在区域", "Home area", "code", most=40),
))
VISITS = Register("visits", "检查", "Visits", "id", (
    _IDENTITY,
    Field("object_id", "对象编号", "Object", "code", required=True),
    Field("source", "来源", "Source", "choice", choices=SOURCES),
    Field("state", "状态", "State", "choice", choices=VISIT_STATES),
    Field("lead_unit", "牵头单位", "Leading unit", "code", required=True),
    Field("units", "参与单位", "Units", "words", most=500),
    Field("area_code", "镇街", "Street or town", "code", most=40),
    Field("day", "日期", "Day", "day", required=True),
    Field("code_no", "行政检查码", "Inspection code", "code", most=60),
    Field("problems", "问题数", "Problems", "number"),
))
REGISTERS: Final[Mapping[str, Register]] = {item.name: item for item in (OBJECTS, OFFICERS, MATTERS, AREAS, DEPARTMENTS, VISITS)}
