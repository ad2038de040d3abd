"""明账: the router. Page settings, the pages in the order of a reader's questions, the frame around them."""

import streamlit as st

from budget import ui

st.set_page_config(page_icon="static/icon.png", layout="wide", initial_sidebar_state="auto")

PAGES = (
    st.Page("pages/first_look.py", title="总览", url_path="overview", default=True),
    st.Page("pages/money_in.py", title="钱从哪来", url_path="income"),
    st.Page("pages/running_and_doing.py", title="基本与项目", url_path="basic-project"),
    st.Page("pages/subject_tree.py", title="科目下钻", url_path="subjects"),
    st.Page("pages/project_list.py", title="项目与结转", url_path="projects"),
    st.Page("pages/targets.py", title="绩效指标", url_path="indicators"),
    st.Page("pages/what_agrees.py", title="核对", url_path="checks"),
    st.Page("pages/observations.py", title="留意", url_path="signals"),
    st.Page("pages/look_up.py", title="查找", url_path="search", visibility="hidden"),
    st.Page("pages/words.py", title="原文与名词", url_path="text"),
    st.Page("pages/reading_method.py", title="方法与出处", url_path="method", visibility="hidden"),
    st.Page("pages/downloads.py", title="数据下载", url_path="data"),
)

page = st.navigation(PAGES, position="hidden")
st.set_page_config(page_title=f"{page.title} · 明账")
ui.page_frame(PAGES, page)
