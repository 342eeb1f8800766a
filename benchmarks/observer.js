// Notes when charts and words change, from the reader's side. Injected into every page that is measured, the same for all.
(() => {
  const CHART = '.js-plotly-plot'
  const MAIN = '[data-testid="stMain"], #main'
  const WORDS = '.st-key-selection p, [id$="-sentence"], .st-key-line p'
  const seen = {start: 0, charts: 0, words: 0, firstWords: 0, touched: new Set(), isArmed: false}
  const element = node => node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement
  const chartsIn = node => node.nodeType === Node.ELEMENT_NODE
    ? [...(node.matches(CHART) ? [node] : []), ...node.querySelectorAll(CHART)] : []
  const watch = records => {
    const now = performance.now()
    for (const record of records) {
      const target = element(record.target)
      if (!target) continue
      const chart = target.closest(CHART)
      if (chart) {
        if (!target.closest('.hoverlayer, .modebar, .modebar-container') && target.closest('svg')) {
          seen.charts = now
          seen.touched.add(chart)
        }
        continue
      }
      for (const added of record.addedNodes ?? []) {
        for (const found of chartsIn(added)) { seen.charts = now; seen.touched.add(found) }
      }
      if (record.type !== 'attributes' && target.closest(MAIN)) seen.words = now
    }
    if (!seen.firstWords && [...document.querySelectorAll(WORDS)].some(line => line.textContent.trim())) seen.firstWords = now
  }
  new MutationObserver(watch).observe(document, {subtree: true, childList: true, attributes: true, characterData: true})
  document.addEventListener('pointerdown', event => {
    if (seen.isArmed) { seen.isArmed = false; seen.start = event.timeStamp }
  }, {capture: true})
  // From the next press of the pointer on.
  window.__arm = () => { Object.assign(seen, {isArmed: true, start: 0, charts: 0, words: 0}); seen.touched.clear() }
  window.__isBusy = () => {
    const app = document.querySelector('[data-testid="stApp"]')
    const figures = [...document.querySelectorAll('[class*="st-key-figure_"], .dash-graph')]
    const isDrawn = figures.every(box => box.querySelector('.js-plotly-plot .main-svg'))
    if (!isDrawn || seen.isArmed) return true
    if (!app) return document.title === 'Updating...' || !!document.querySelector('[data-dash-is-loading="true"]')
    return app.dataset.testScriptState !== 'notRunning' || app.dataset.testConnectionState !== 'CONNECTED'
      || !!document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
  }
  // What happened, once nothing has moved for `quiet` milliseconds; null until then.
  window.__result = quiet => {
    if (window.__isBusy()) return null
    const last = Math.max(seen.start, seen.charts, seen.words)
    if (!last || !(seen.charts || seen.words) || performance.now() - last < quiet) return null
    const connected = [...seen.touched].filter(chart => chart.isConnected)
    return {
      charts: seen.charts ? seen.charts - seen.start : null, words: seen.words ? seen.words - seen.start : null,
      firstWords: seen.firstWords, redrawn: connected.length, onPage: document.querySelectorAll(CHART).length,
    }
  }
})()
