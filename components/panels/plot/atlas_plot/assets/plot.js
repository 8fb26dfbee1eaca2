// What Streamlit loads of a chart; the drawing itself comes with the page, and is kept by the browser.
export default component => globalThis.atlasCharts.stand(component);
