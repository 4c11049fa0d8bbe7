// Draws a chart above every table[data-chart]. The table stays: it is the accessible form of the same figures.
//
// First column: categories. Every other column of the head: a series. A cell's number is its data-value; without one
// there is a gap. tr[data-break="…"]: the method changed before this row, so the line is not drawn across it.
// th[data-band=low], th[data-band=high]: the two edges of a band that is filled between them, without a line of its own.
// data-target / data-target-label: a horizontal line. data-unit: printed after each value.
// The library is loaded when the first chart comes near the window.
(() => {
  const language = document.documentElement.lang || "vi";
  const number = new Intl.NumberFormat(language === "en" ? "en-GB" : "vi-VN", { maximumFractionDigits: 2 });
  const css = getComputedStyle(document.documentElement);
  const colour = (name) => css.getPropertyValue(`--${name}`).trim();
  // Told apart by colour, by the shape of their points and by their dashes.
  const looks = [
    { colour: colour("act"), symbol: "circle", dash: "solid" },
    { colour: colour("lacquer"), symbol: "diamond", dash: [8, 4] },
    { colour: "#7a5600", symbol: "rect", dash: [2, 3] },
    { colour: colour("info"), symbol: "triangle", dash: [12, 4, 2, 4] },
    { colour: colour("ink-soft"), symbol: "emptyCircle", dash: [4, 4] },
  ];

  let library;
  const load = () =>
    (library ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = document.getElementById("chart-library").href;
      script.onload = () => resolve(window.echarts);
      script.onerror = reject;
      document.head.append(script);
    }));

  // What is seen of a cell: not its link to a receipt, nor words for those who hear it.
  const seen = (cell) => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll(".receipt, .visually-hidden").forEach((part) => part.remove());
    return copy.textContent.trim();
  };

  const read = (table) => {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    const names = [...table.tHead.rows].at(-1).cells;
    return {
      categories: rows.map((row) => seen(row.cells[0])),
      series: [...names].slice(1).flatMap((head, i) => {
        const values = rows.map((row) => {
          const text = row.cells[i + 1]?.dataset.value;
          return text === undefined || text === "" ? null : Number(text);
        });
        return values.some((value) => value !== null) ? [{ name: head.textContent.trim(), values, band: head.dataset.band }] : [];
      }),
      breaks: rows.flatMap((row, i) => (row.dataset.break === undefined ? [] : [{ at: i, label: row.dataset.break }])),
    };
  };

  // One series becomes several at a break of method: figures before and after it cannot be compared.
  const pieces = (values, breaks) => {
    const edges = [0, ...breaks.map((b) => b.at), values.length];
    return edges.slice(0, -1).map((from, i) => values.map((v, at) => (at >= from && at < edges[i + 1] ? v : null)));
  };

  const options = (table) => {
    const { categories, series, breaks } = read(table);
    const { chart, unit, target, targetLabel } = table.dataset;
    const print = (value) => (value === null || value === undefined ? "–" : number.format(value) + (unit ? ` ${unit}` : ""));
    const text = { color: colour("ink"), fontFamily: css.getPropertyValue("--font") };
    const marks = [
      ...(target === undefined ? [] : [{ yAxis: Number(target), label: { formatter: `${targetLabel ?? ""} ${print(Number(target))}`.trim(), position: "insideEndTop" }, lineStyle: { color: colour("ink"), type: "solid", width: 1.5 } }]),
      ...breaks.map((b) => ({ xAxis: b.at, label: { formatter: b.label, position: "end", rotate: 0, distance: 4 }, lineStyle: { color: colour("lacquer"), type: "dashed", width: 1.5 } })),
    ];
    const edge = (which) => series.find((one) => one.band === which);
    const [low, high] = [edge("low"), edge("high")];
    // The lower edge lifts the height of the band off the axis; neither has a line.
    const band = low && high
      ? [low.values, low.values.map((value, i) => (value === null || high.values[i] === null ? null : high.values[i] - value))].map((data, i) => ({
          name: `${low.name} – ${high.name}`, type: "line", stack: "band", data, silent: true, symbol: "none", lineStyle: { opacity: 0 },
          areaStyle: i === 0 ? { opacity: 0 } : { color: colour("ink-soft"), opacity: 0.22 }, itemStyle: { color: colour("ink-soft"), opacity: 0.5 }, tooltip: { show: false },
        }))
      : [];
    const lines = series.filter((one) => !one.band);
    const drawn = lines.flatMap((one, i) => {
      const look = looks[i % looks.length];
      const parts = chart === "line" ? pieces(one.values, breaks) : [one.values];
      return parts.map((data, part) => ({
        name: one.name,
        type: chart,
        data,
        symbol: look.symbol,
        symbolSize: 8,
        barMaxWidth: 36,
        itemStyle: { color: look.colour },
        lineStyle: { color: look.colour, width: 2.5, type: look.dash },
        markLine: i === 0 && part === 0 && marks.length > 0
          ? { silent: true, symbol: "none", animation: false, label: { ...text, fontSize: 12, backgroundColor: colour("surface"), padding: [1, 3] }, data: marks }
          : undefined,
      }));
    });
    return {
      animation: false,
      textStyle: text,
      grid: { left: 8, right: 16, top: (lines.length > 1 ? 32 : 0) + (breaks.length > 0 ? 52 : 36), bottom: 8, containLabel: true },
      legend: lines.length > 1 ? { top: 0, left: 0, textStyle: text } : undefined,
      tooltip: { trigger: "axis", transitionDuration: 0, confine: true, renderMode: "richText", valueFormatter: print },
      xAxis: { type: "category", data: categories, axisLabel: { ...text, hideOverlap: true }, axisLine: { lineStyle: { color: colour("line-strong") } }, boundaryGap: chart === "bar" },
      yAxis: { type: "value", scale: chart === "line", axisLabel: { ...text, formatter: (value) => number.format(value) }, splitLine: { lineStyle: { color: colour("line") } }, name: unit ?? "", nameGap: breaks.length > 0 ? 26 : 12, nameTextStyle: { ...text, align: "left", padding: [0, 0, 0, -28] } },
      series: [...band, ...drawn],
    };
  };

  const draw = async (table, frame) => {
    const echarts = await load();
    const canvas = document.createElement("div");
    canvas.className = "chart__canvas";
    frame.replaceChildren(canvas);
    const chart = echarts.init(canvas, null, { renderer: "svg" });
    chart.setOption(options(table));
    frame.dataset.drawn = "";
    new ResizeObserver(() => chart.resize()).observe(canvas);
  };

  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target: frame } of seen) {
        if (isIntersecting) {
          near.unobserve(frame);
          draw(frame.table, frame).catch(() => frame.remove());
        }
      }
    },
    { rootMargin: "200px" },
  );

  for (const table of document.querySelectorAll("table[data-chart]")) {
    const frame = document.createElement("div");
    frame.className = "chart";
    frame.setAttribute("role", "img");
    frame.setAttribute("aria-label", table.caption?.textContent.trim() ?? "");
    const room = document.createElement("div");
    room.className = "chart__canvas";
    frame.append(room);
    frame.table = table;
    (table.closest("details") ?? table.closest(".table-scroll") ?? table).before(frame);
    near.observe(frame);
  }
})();
