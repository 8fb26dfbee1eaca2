// What Streamlit loads of a part of ours; the drawing itself comes with the page, and is kept by the browser.
export default component => globalThis[component.data.part ?? "atlasCharts"].stand(component);
