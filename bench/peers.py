# Peers in other languages, on the texts and vectors that "go run . --dump" wrote:
#   python peers.py DUMP/100000
# Needs numpy, usearch, bm25s, PyStemmer and sqlite-vec with apsw.
import json, sys, time
import apsw, numpy as np, usearch.index, bm25s, Stemmer, sqlite_vec

folder = sys.argv[1]
lines = lambda name: [json.loads(l) for l in open(f"{folder}/{name}")]
vectors = np.fromfile(f"{folder}/vectors.f32", np.float32).reshape(-1, 384)
asks = np.fromfile(f"{folder}/queries.f32", np.float32).reshape(-1, 384)
texts, queries = lines("texts.jsonl"), lines("queries.jsonl")
exact = [set(np.argsort(-(vectors @ q))[:10]) for q in asks]


def timed(name, what, build, ask):
    took, found = [], 0
    for i in range(20):
        ask(i)
    for i in range(len(queries)):
        start = time.perf_counter()
        got = ask(i)
        took.append((time.perf_counter() - start) * 1000)
        found += len(exact[i] & set(got)) if got is not None else 0
    took.sort()
    print(json.dumps({"subject": name, "what": what, "size": len(texts), "p50_ms": round(took[len(took) // 2], 3), "p95_ms": round(took[len(took) * 95 // 100], 3),
                      "recall@10": found / 10 / len(queries), "build_s": round(build, 1)}), flush=True)


start = time.perf_counter()
hnsw = usearch.index.Index(ndim=384, metric="ip", dtype="f32")
hnsw.add(np.arange(len(vectors)), vectors)
timed("usearch " + usearch.__version__, "vectors", time.perf_counter() - start, lambda i: [int(k) for k in hnsw.search(asks[i], 10).keys])

start = time.perf_counter()
db = apsw.Connection(":memory:")
db.enable_load_extension(True)
db.load_extension(sqlite_vec.loadable_path())
db.execute("create virtual table v using vec0(e float[384] distance_metric=cosine)")
db.executemany("insert into v(rowid, e) values (?, ?)", ((i, v.tobytes()) for i, v in enumerate(vectors)))
timed("sqlite-vec", "vectors", time.perf_counter() - start, lambda i: [r[0] for r in db.execute("select rowid from v where e match ? and k = 10", [asks[i].tobytes()])])

start = time.perf_counter()
stem = Stemmer.Stemmer("english")
bm25 = bm25s.BM25(k1=0.9, b=0.4)
bm25.index(bm25s.tokenize(texts, stopwords="en", stemmer=stem, show_progress=False), show_progress=False)


def ask_bm25(i):
    bm25.retrieve(bm25s.tokenize(queries[i], stopwords="en", stemmer=stem, show_progress=False), k=10, show_progress=False)


timed("bm25s " + bm25s.__version__, "text", time.perf_counter() - start, ask_bm25)
