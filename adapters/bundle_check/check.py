"""Rehearse bundles: lint, every case, every check of a table, and what is left unwalked after all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from adapters import bundles
from adapters.bundle_check import coverage, decisions
from adapters.bundle_check.casefile import Case, CaseInvalid, read
from adapters.bundle_check.coverage import Thing, Walked
from adapters.bundle_check.runner import CaseFailed, Reload, Run
from adapters.bundle_check.worlds import World, world
from engine import SYSTEM_ACTOR, Engine, Fault, Finding, Refused

#: When checks of tables are asked; a date that matters is one of their inputs.
ASKED = "2026-03-02 09:00"


@dataclass(slots=True)
class Result:
    """What a rehearsal found about one bundle. `findings`, `failures` (of cases) and `wrong` (checks of tables) are ready to print."""

    key: str
    findings: list[str] = field(default_factory=list)
    cases: int = 0
    failures: list[str] = field(default_factory=list)
    checks: int = 0
    wrong: list[str] = field(default_factory=list)
    flows: list[Thing] = field(default_factory=list)
    flows_left: list[Thing] = field(default_factory=list)
    rows: list[Thing] = field(default_factory=list)
    rows_left: list[Thing] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """No gap of any kind."""
        return not (self.findings or self.failures or self.wrong or self.flows_left or self.rows_left)


def rehearse(
    folders: Mapping[str, Path], wanted: Sequence[str], say: Callable[[str], None], *, database_url: str = "", reload: Reload | None = None,
    only: str = "", seed: Callable[[Engine], object] = lambda engine: None, font_dir: Path | None = None, able: Collection[str] = (),
) -> list[Result]:
    """Publish `folders` (key: folder, in this order) on a database of its own, `seed` its registers, and rehearse the bundles `wanted`.

    What a case walks counts for every bundle: a shared process may be covered by the cases of those that call it. Only cases
    that pass count. `only`: play no case but this id; coverage then says little and is left out. `say` gets progress, a line each.
    `able`: topics that lint takes as answered, see `world`.
    """
    results = {key: Result(key) for key in wanted}
    walked = Walked()
    with world(folders, database_url=database_url, seed=seed, font_dir=font_dir, able=able) as stage:
        for key, result in results.items():
            result.findings = [*_lint(stage, key, folders[key])]
        stage.clock.set(ASKED)
        for key, result in results.items():
            _ask(stage, folders[key], result, walked)
        for key, result in results.items():
            for case in _cases(folders[key], only, result):
                _play(stage, case, result, walked, reload, say)
        stage.fresh()
        if not only:
            for key, result in results.items():
                _cover(stage, key, result, walked)
    return list(results.values())


def _lint(stage: World, key: str, folder: Path) -> Iterator[str]:
    fault = stage.refused.get(key)
    if fault is not None:
        yield from map(_told, fault.findings) if isinstance(fault, Refused) and fault.findings else [f"{fault.code}: {fault}"]
        return
    yield from map(_told, stage.application.engine.definitions.lint(SYSTEM_ACTOR, bundles.read(folder)))


def _told(finding: Finding) -> str:
    place = ":".join(str(part) for part in (finding.place.file, finding.place.line) if part is not None)
    return f"{place}: {finding.severity} {finding.code}: {finding.message}" + (f" [{finding.place.element}]" if finding.place.element else "")


def _ask(stage: World, folder: Path, result: Result, walked: Walked) -> None:
    try:
        for check in decisions.checks(folder):
            result.checks += 1
            try:
                decisions.ask(stage.application.engine, check, walked)
            except decisions.CheckFailed as error:
                result.wrong.append(str(error))
    except CaseInvalid as error:
        result.wrong.append(str(error))


def _cases(folder: Path, only: str, result: Result) -> Iterator[Case]:
    for path in sorted(folder.glob("cases/*.yaml")):
        try:
            case = read(path)
        except CaseInvalid as error:
            result.cases += 1
            result.failures.append(str(error))
        else:
            if not only or case.id == only:
                yield case


def _play(stage: World, case: Case, result: Result, walked: Walked, reload: Reload | None, say: Callable[[str], None]) -> None:
    result.cases += 1
    run = Run(case, stage.fresh().application, stage.clock, reload=reload)
    try:
        run.play()
    except CaseFailed as error:
        result.failures.append(str(error))
    except Exception as error:  # noqa: BLE001 - a case must not end the rehearsal of the others, whatever broke
        result.failures.append(f"{case.path.name}: {type(error).__name__}: {error}")
    else:
        walked.look(stage.application.engine)
        say(f"{result.key} {case.id} {case.title}")
        return
    say(f"{result.key} {case.id} {case.title}: FAILED")


def _cover(stage: World, key: str, result: Result, walked: Walked) -> None:
    deployment = stage.deployed.get(key)
    if deployment is None:
        return
    engine = stage.application.engine
    try:
        result.flows, result.rows = coverage.flows(engine, deployment), coverage.rows(engine, deployment)
    except Fault as fault:
        result.findings.append(f"{fault.code}: {fault}")
    result.flows_left, result.rows_left = walked.left(result.flows, result.rows)
