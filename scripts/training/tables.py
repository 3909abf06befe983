"""Markdown tables of the figures that evaluate.py wrote."""
import json
import sys


def interval(values, percent=False):
    k, digits = (100, 1) if percent else (1, 3)
    a, b, c = (k * v for v in values)
    return f"{a:.{digits}f} [{b:.{digits}f}, {c:.{digits}f}]"


def overlap_row(name, s):
    detected, every = s["area_detected"], s["area_all"]
    limits = " to ".join(f"{100 * v:+.0f}" for v in detected["limits_of_agreement"])
    return (f"| {name} | {s['images']} | {interval(s['dice_mean'])} | {interval(s['dice_median'])} | "
            f"{100 * s['below_0_3']:.0f} % | {s['hd95_source_median']:.1f} / {s['hd95_network_median']:.1f} | "
            f"{interval(detected['median_absolute'], True)} | {interval(detected['bias'], True)} | {limits} | "
            f"{interval(every['median_absolute'], True)} |")


def markdown(f):
    rows = [("automatic, best candidate always kept", "automatic_best_always"), ("automatic, as shipped", "automatic"),
            ("automatic, unflagged", "unflagged"), ("seeded", "seeded")]
    lines = ["| output | images | Dice mean | Dice median | Dice < 0.3 | HD95 source / network px, median | area error, "
             "median absolute %, detections | bias % | limits of agreement % | area error, median absolute %, all |",
             "|---|---|---|---|---|---|---|---|---|---|"]
    lines += [overlap_row(name, f[key]) for name, key in rows]
    d = f["detection"]
    lines += ["", f"Nerves found at IoU ≥ 0.3: {100 * d['found']:.0f} % of {d['nerves']}; false nerves per image: "
              f"{d['false_per_image']:.2f}. Unflagged: {100 * f['unflagged']['share']:.0f} % of the images with a nerve. "
              f"Abstained although a nerve is there: {100 * f['abstained_with_nerve']:.0f} %.", "",
              "| nerve-free images | number | abstained |", "|---|---|---|"]
    lines += [f"| {k} | {v['images']} | {100 * v['abstained']:.0f} % |"
              for k, v in f["abstained_without_nerve"].items()]
    lines += ["", "| most confident share | Dice mean | area error, median absolute % | bias % |", "|---|---|---|---|"]
    lines += [f"| {100 * r['coverage']:.0f} % | {r['dice_mean']:.3f} | {100 * r['area_median_absolute']:.0f} | "
              f"{100 * r['bias']:+.0f} |" for r in f["risk_coverage"]]
    c = f["interval_coverage"]
    lines += ["", f"95 % intervals of area, out of fold, hold the true area for {100 * c['automatic']:.0f} % (automatic) "
              f"and {100 * c['seeded']:.0f} % (seeded) of the nerves."]
    return "\n".join(lines)


if __name__ == "__main__":
    print(markdown(json.load(open(sys.argv[1]))))
