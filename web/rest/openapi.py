"""OpenAPI 3.1 from the table of operations: paths, bodies and filters from the marshmallow schemas, answers from the shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import Schema
from marshmallow import fields as plain

from web.rest import fields
from web.rest.chinese import chinese
from web.rest.operation import Operation
from web.rest.shape import SHAPES

DATE = {"type": "string", "description": "yyyy-MM-dd'T'HH:mm:ss.SSSZ, for example 2026-01-02T03:04:05.678+0800"}
VARIABLE = {"type": "object", "properties": {"value": {}, "type": {"type": "string"}, "valueInfo": {"type": "object"}}}
#: What a reader needs before the first call, in both languages.
INFO = (
    "Sign in by HTTP Basic or a bearer token. Lists of texts in a query are joined by commas. Unsafe calls may carry an Idempotency-Key:"
    " the same call again gives the first answer.\n\n"
    "以 HTTP Basic 或令牌（Bearer）登录；查询参数中的多个值以逗号分隔；有改动的调用可带 Idempotency-Key，重复提交同一请求得到首次的结果。"
)
#: Response code -> what it means; every one of them carries the same object.
FAULTS = {
    "400": "bad input 输入有误", "401": "sign in by Basic or bearer token 未登录", "403": "not for this account 无权限", "404": "not found 不存在或不可见",
    "409": "someone was faster, or it is over already 已被他人处理或状态已变", "413": "too large 内容过大", "415": "not JSON 不是 JSON",
    "422": "the idempotency key was used for another request 该幂等键已用于其他请求", "500": "the model failed 流程运行出错",
    "503": "the database does not answer now; try again after Retry-After 数据库暂不可用，请稍后重试",
}
#: How lists and comparisons are written in a query.
IN_QUERY: Mapping[type[Any], dict[str, Any]] = {
    fields.Filters: {"type": "string", "description": "name_operator_value, joined by commas; operators eq neq gt gteq lt lteq like notLike; the value is text"},
    fields.Comparisons: {"type": "string", "description": "operator_moment, joined by commas; operators gt lt eq gteq lteq"},
}
FAULT = {
    "type": "object", "required": ["type", "message", "code"],
    "properties": {"type": {"type": "string"}, "message": {"type": "string"}, "code": {"type": ["integer", "null"]}},
}


def document(operations: Iterable[Operation], title: str, version: str, url: str) -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, dict[str, Any]] = {}
    for one in operations:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0", "info": {"title": title, "version": version, "description": INFO}, "servers": [{"url": url}], "paths": paths,
        "components": {
            "schemas": {**{name: shape.schema() for name, shape in SHAPES.items()}, "Fault": FAULT},
            "securitySchemes": {"basic": {"type": "http", "scheme": "basic"}, "bearer": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"basic": []}, {"bearer": []}],
    }


def _operation(one: Operation) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in re.findall(r"\{(\w+)\}", one.path)
    ]
    if one.query is not None:
        parameters += [_in_query(name, field) for name, field in one.query().fields.items()]
    if not one.safe:
        parameters.append({"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "minLength": 1, "maxLength": 200}})
    made: dict[str, Any] = {
        "operationId": f"{one.method.lower()} {one.path}", "summary": one.summary, "description": chinese(one.summary) or one.summary, "tags": [one.resource], "parameters": parameters,
        "responses": {
            **{str(status): _answer(answer) for status, answer in one.answers.items()},
            **{status: {"description": text, "content": {"application/json": {"schema": _ref("Fault")}}} for status, text in FAULTS.items()},
        },
    }
    if one.parts is not None:
        made["requestBody"] = {"content": {"multipart/form-data": {"schema": {"type": "object", "properties": dict(one.parts)}}}}
    elif one.body is not None:
        schema = {"type": "object", "properties": _properties(one.body()), "required": _required(one.body())}
        made["requestBody"] = {"content": {"application/json": {"schema": schema if schema["required"] else {**schema, "required": []}}}}
    return made


def _in_query(name: str, field: Any) -> dict[str, Any]:
    made = {"name": name, "in": "query", "schema": next((told for kind, told in IN_QUERY.items() if isinstance(field, kind)), None) or _field(field, 0)}
    return {**made, "style": "form", "explode": False} if isinstance(field, fields.Texts) else made


def _answer(answer: str) -> dict[str, Any]:
    if not answer:
        return {"description": "done, nothing to say"}
    if answer == "raw":
        return {"description": "the content", "content": {"*/*": {"schema": {}}}}
    schema: dict[str, Any] = _ref(answer.strip("[]{}"))
    if answer.startswith("["):
        schema = {"type": "array", "items": schema}
    if answer.startswith("{"):
        schema = {"type": "object", "additionalProperties": schema}
    return {"description": "found", "content": {"application/json": {"schema": schema}}}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _required(schema: Schema) -> list[str]:
    return [name for name, field in schema.fields.items() if field.required]


def _properties(schema: Schema, depth: int = 0) -> dict[str, Any]:
    return {name: _field(field, depth) for name, field in schema.fields.items()}


def _field(field: Any, depth: int) -> dict[str, Any]:
    if isinstance(field, plain.Nested):
        inner = field.schema
        return {"type": "object", "properties": _properties(inner, depth + 1), "required": _required(inner)}
    if isinstance(field, plain.List):
        return {"type": "array", "items": _field(field.inner, depth)}
    if isinstance(field, fields.Number):
        return {"type": "integer", "minimum": field.least, "maximum": field.most}
    kinds: Mapping[type[Any], dict[str, Any]] = {
        fields.Flag: {"type": "boolean"}, fields.Moment: DATE, fields.Texts: {"type": "array", "items": {"type": "string"}},
        fields.Text: {"type": "string"}, fields.Variables: {"type": "object", "additionalProperties": VARIABLE},
        fields.Filters: {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}, "operator": {"type": "string"}, "value": {}}}},
        plain.Dict: {"type": "object"},
    }
    return next((schema for kind, schema in kinds.items() if isinstance(field, kind)), {})
