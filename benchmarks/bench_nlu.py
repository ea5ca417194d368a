"""Examine understanding: accuracy by set and language, out of scope, needs, danger, entities, speed.

    make bench-nlu                                 the project's own examination
    python -m benchmarks.bench_nlu --public DIR    the same engine trained on public sets (train.tsv, test.tsv)

Nothing here is ever trained on. Figures of small sets move by several points: the number of
messages stands beside each.
"""

import argparse
import resource
import time
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks import examination
from benchmarks.examination import NOW, Row
from nlu.classifier import Mix
from nlu.encoding import Encoding, load_encoder
from nlu.examples import OUT_OF_SCOPE
from nlu.language import identify
from nlu.model import Knowledge, load_knowledge
from nlu.places import Gazetteer, Named
from nlu.training import NO_DANGER, Lesson, train
from nlu.understanding import Context, Understanding, understand

out = Console(width=130)
HOME = Path("var")
PLACES = Gazetteer(
    residences=tuple(
        Named(id=name, name=name)
        for name in (
            "Les Tilleuls",
            "Le Carillon",
            "Le Grand Moulin",
            "La Dentellerie",
            "Les Saules",
        )
    ),
    towns=tuple(
        Named(id=name, name=name)
        for name in "Denain Douai Lille Tourcoing Roubaix Maubeuge Valenciennes Dunkerque Cambrai Hazebrouck".split()
    ),
)


def read(text: str, knowledge: Knowledge) -> Understanding:
    return understand(text, Context(now=NOW), knowledge)


def intents(
    name: str, rows: list[Row], knowledge: Knowledge, table: Table, confused: Counter
) -> None:
    by_language: dict[str, list[tuple[Row, Understanding]]] = defaultdict(list)
    for row in rows:
        by_language[row.language].append((row, read(row.text, knowledge)))
    for language, pairs in sorted(by_language.items()):
        inside = [(r, u) for r, u in pairs if r.intents[0] != OUT_OF_SCOPE and u.ranking]
        outside = [u for r, u in pairs if r.intents[0] == OUT_OF_SCOPE and u.ranking]
        tops = [[g.name for g in u.ranking if g.name != OUT_OF_SCOPE][:3] for _, u in inside]
        right = [top[0] == r.intents[0] for (r, _), top in zip(inside, tops, strict=True)]
        for (r, _), top in zip(inside, tops, strict=True):
            confused[r.intents[0], top[0]] += top[0] != r.intents[0]
        among = [r.intents[0] in top for (r, _), top in zip(inside, tops, strict=True)]
        table.add_row(
            name,
            language,
            str(len(pairs)),
            f"{np.mean(right):.3f}",
            f"{np.mean(among):.3f}",
            f"{macro_f1([(r.intents[0], top[0]) for (r, _), top in zip(inside, tops, strict=True)]):.3f}",
            *kept_out(inside, outside),
            f"{np.mean([u.language == language for _, u in pairs]):.3f}",
        )


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    scores = []
    for label in {true for true, _ in pairs}:
        hits = sum(true == label == said for true, said in pairs)
        wrong = sum((true == label) != (said == label) for true, said in pairs)
        scores.append(2 * hits / (2 * hits + wrong))
    return float(np.mean(scores))


def kept_out(inside: list, outside: list[Understanding]) -> tuple[str, str]:
    """Out of scope kept out at 5 % wrong rejections, and AUROC."""
    if len(outside) < 5:
        return "–", "–"

    def score(u: Understanding) -> float:
        chances = {g.name: g.confidence for g in u.ranking}
        aside = chances.pop(OUT_OF_SCOPE)
        return max(chances.values()) - aside

    good, bad = np.array([score(u) for _, u in inside]), np.array([score(u) for u in outside])
    auroc = np.mean([(good > b).mean() + 0.5 * (good == b).mean() for b in bad])
    return f"{np.mean(bad < np.quantile(good, 0.05)):.2f}", f"{auroc:.3f}"


def needs(knowledge: Knowledge, title: str, asked: list[examination.Row]) -> None:
    rows = [(set(r.intents), read(r.text, knowledge)) for r in asked]
    several = [(true, examination.told(u)) for true, u in rows if len(true) > 1]
    single = [(true, examination.opened(u)) for true, u in rows if len(true) == 1]
    out.print(
        f"several needs, {title}: {len(several)} messages, "
        f"every need found {np.mean([true <= found for true, found in several]):.3f}, "
        f"two found {np.mean([len(true & found) > 1 for true, found in several]):.3f}"
    )
    if single:
        extra = np.mean([bool(found - true) for true, found in single])
        out.print(f"  {len(single)} long ones of one need: {extra:.3f} get one that was not told")


def danger(knowledge: Knowledge, title: str, rows: list, show: bool) -> None:
    table = Table("group", "label", "messages", "full message", "asked or full", title=title)
    counted: dict[tuple[str, str], list[str]] = defaultdict(list)
    for label, _, language, text in rows:
        level = read(text, knowledge).safety.level
        for group in {"all", "fr" if language == "fr" else "other", language}:
            counted[group, label].append(level)
        if show and (
            (label == "now" and level == "none") or (label == "harmless" and level == "fire")
        ):
            out.print(f"  {label} → {level} [{language}] {text}", markup=False)
    for (group, label), levels in sorted(counted.items()):
        fire = np.mean([level == "fire" for level in levels])
        table.add_row(
            group,
            label,
            str(len(levels)),
            f"{fire:.3f}",
            f"{np.mean([v != 'none' for v in levels]):.3f}",
        )
    out.print(table)


def entities(knowledge: Knowledge, show: bool) -> None:
    hits, missed, false = Counter(), Counter(), Counter()
    names = {e["entity"] for row in examination.entities() for e in row["entities"]}
    for row in examination.entities():
        wanted = Counter(
            (e["entity"], str(e["value"]).removesuffix(".0")) for e in row["entities"]
        )
        found = Counter(
            (e.name, str(e.value).removesuffix(".0"))
            for e in read(row["text"], knowledge).entities
            if e.name in names
        )
        for pairs, counter in (
            (wanted & found, hits),
            (wanted - found, missed),
            (found - wanted, false),
        ):
            for (name, value), n in pairs.items():
                counter[name] += n
                if show and counter is not hits:
                    out.print(
                        f"  {'missed' if counter is missed else 'false '} {name}={value}: {row['text']}",
                        markup=False,
                    )
    table = Table("entity", "right", "missed", "false", "F1", title="Entities (name and value)")
    for name in sorted(names):
        table.add_row(
            name,
            str(hits[name]),
            str(missed[name]),
            str(false[name]),
            f"{f1(hits[name], missed[name], false[name]):.2f}",
        )
    table.add_row(
        "all",
        *(str(c.total()) for c in (hits, missed, false)),
        f"{f1(hits.total(), missed.total(), false.total()):.3f}",
    )
    out.print(table)


def f1(hits: int, missed: int, false: int) -> float:
    return 2 * hits / max(2 * hits + missed + false, 1)


def speed(knowledge: Knowledge, loaded: float) -> None:
    texts = [row.text for row in examination.own()][:400]
    for text in texts[:50]:
        read(text, knowledge)
    spent = []
    for text in texts:
        start = time.process_time()
        read(text, knowledge)
        spent.append((time.process_time() - start) * 1000)
    encoder = load_encoder()
    bare = []
    for text in texts if encoder else ():
        start = time.process_time()
        encoder.encode([text])
        bare.append((time.process_time() - start) * 1000)
    spent.sort()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out.print(
        f"speed: CPU ms a message p50 {median(spent):.1f}, p95 {spent[int(len(spent) * 0.95)]:.1f}"
        f" (the sentence encoder alone: {median(bare) if bare else 0:.1f}); load {loaded:.1f} s; peak memory {memory:.0f} MB"
    )


def public(folder: Path) -> None:
    """Train the same engine on one public set and print its accuracy."""
    table = Table(
        "set", "train", "test", "intents", "accuracy", "macro-F1", "train s", title="Public sets"
    )
    for path in sorted(p for p in folder.iterdir() if (p / "train.tsv").exists()):
        language = "fr" if path.name.endswith("_fr") or path.name.startswith("fr") else "en"
        train_rows = [
            line.split("\t", 1) for line in (path / "train.tsv").read_text("utf-8").splitlines()
        ]
        test_rows = [
            line.split("\t", 1) for line in (path / "test.tsv").read_text("utf-8").splitlines()
        ]
        test_rows = [row for row in test_rows if row[0] != "oos"]
        start = time.perf_counter()
        lessons = [
            Lesson(text=t, language=language, kind=i, danger=NO_DANGER) for i, t in train_rows
        ]
        trained = train(lessons, load_encoder())
        spent = time.perf_counter() - start
        encoding = Encoding(
            trained.features, trained.mean, trained.length, load_encoder(), trained.neighbours
        )
        rows = trained.intents.probabilities(
            encoding.encode([t for _, t in test_rows], language), Mix({language: 0.5}, near=0.5)
        )
        said = [trained.intents.classes[i] for i in rows.argmax(axis=1)]
        pairs = [(true, guess) for (true, _), guess in zip(test_rows, said, strict=True)]
        accuracy = np.mean([true == guess for true, guess in pairs])
        table.add_row(
            path.name,
            str(len(train_rows)),
            str(len(test_rows)),
            str(len(trained.intents.classes)),
            f"{accuracy:.3f}",
            f"{macro_f1(pairs):.3f}",
            f"{spent:.0f}",
        )
    out.print(table)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--public", type=Path, help="folder of public sets, one folder each")
    asked.add_argument("--show", action="store_true", help="print what went wrong")
    given = asked.parse_args()
    if given.public:
        public(given.public)
        return
    start = time.perf_counter()
    knowledge = load_knowledge(HOME, gazetteer=PLACES)
    loaded = time.perf_counter() - start
    speed(knowledge, loaded)
    table = Table(
        "set",
        "language",
        "messages",
        "top-1",
        "top-3",
        "macro-F1",
        "out of scope kept out",
        "AUROC",
        "language right",
        title="Intents",
    )
    confused: Counter = Counter()
    for name, rows in (
        ("own", examination.own()),
        ("near misses", examination.near_misses()),
        ("domain", examination.domain()),
        ("third", examination.third()),
        ("fourth", examination.fourth()),
        ("fifth", examination.fifth()),
        ("sixth", examination.sixth()),
        ("plain", examination.plain()),
    ):
        intents(name, rows, knowledge, table, confused)
    out.print(table)
    pairs = ", ".join(f"{true} → {said} {n}" for (true, said), n in confused.most_common(12) if n)
    out.print(f"most confused: {pairs}")
    identified = [
        identify(r.text).language == r.language
        for r in examination.domain()
        if r.language != "arq-Latn"
    ]
    out.print(
        f"language without arabizi, no context: {np.mean(identified):.3f} of {len(identified)}"
    )
    for title, rows in (
        ("first set", examination.two_needs()),
        ("second set", examination.two_needs_second()),
        ("third set", examination.two_needs_third()),
        ("fourth set", examination.two_needs_fourth()),
        ("fifth set", examination.two_needs_fifth()),
        ("stories that the weights fit", examination.needs_stories()),
    ):
        needs(knowledge, title, rows)
    for title, rows in (
        ("first set", examination.safety()),
        ("second set", examination.safety_second()),
        ("third set", examination.safety_third()),
        ("fourth set", examination.safety_fourth()),
        ("fifth set", examination.safety_fifth()),
        ("sixth set", examination.safety_sixth()),
        ("plain words", examination.safety_plain()),
        ("in one to seven words", examination.cries()),
        ("hints of a few words", examination.hints()),
    ):
        danger(knowledge, f"Danger, {title}", rows, given.show)
    entities(knowledge, given.show)


if __name__ == "__main__":
    main()
