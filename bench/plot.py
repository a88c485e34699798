# Draws docs/performance.svg from the rows that the benchmark wrote:
#   python plot.py results.json peers.jsonl ../docs/performance.svg
# Needs matplotlib.
import json, sys
import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "navigator"
import matplotlib.pyplot as plt

rows = json.load(open(sys.argv[1])) + [json.loads(l) for l in open(sys.argv[2])]
figure, axes = plt.subplots(1, 2, figsize=(10, 4.2))
for axis, kinds, title in ((axes[0], ("hybrid", "vectors"), "Hybrid and by meaning"), (axes[1], ("text",), "By words")):
    for subject, what in sorted({(r["subject"], r["what"]) for r in rows if r["what"] in kinds}):
        points = sorted((r["size"], r["p50_ms"]) for r in rows if r["subject"] == subject and r["what"] == what)
        own = subject == "navigator"
        axis.plot(*zip(*points), marker="o", linewidth=2.4 if own else 1.2, label=f"{subject}, {what}" if own else subject)
    axis.set(xscale="log", yscale="log", xlabel="passages", ylabel="median, ms", title=title)
    axis.grid(True, which="major", alpha=0.3)
    axis.legend(fontsize=7)
figure.tight_layout()
figure.savefig(sys.argv[3], metadata={"Date": None})
