"""Wordings that real reports print, each under its indicator; what differs stays apart."""

from __future__ import annotations

from vetgraph.extraction.dictionary import dictionary
from vetgraph.extraction.headers import undated

WORDINGS = {
    "enrolment": "招生数 招生人数 招生规模 招生总人数 招收",
    "planned-enrolment": "计划数 招生计划 计划招生数",
    "admissions": "录取 录取人数 录取（人）",
    "registrations": "新生报到人数 报到数",
    "students": "在校生数 在校生规模 在校学生数 全日制在校生 全日制在校学生 "
    "现有全日制学生 在籍生数",
    "graduates": "毕业生数 毕业生总数 毕业生规模 毕业生人数 应届毕业生 2022届毕业生 毕业学生",
    "full-time-teachers": "专任教师 专任教师数 校内专任教师 #专任",
    "post-teachers": "专技岗教师",
    "major-teachers": "专业教师",
    "staff": "教职工 教职工总数 教职员工",
    "double-qualified-share": "“双师型”教师比例 双师比 双师比例 双师素质教师比例",
    "double-qualified-share-full-time": "双师素质专任教师比例",
    "double-qualified-share-majors": "“双师型”教师占专业教师比例 双师比例（占专业课教师）",
    "double-qualified-share-posts": "“双师型”教师占专技岗教师比例",
    "double-qualified-share-school": "“双师型”教师占校内教师总人数比例",
    "part-time-teachers": "兼职教师 校外兼职教师 企业兼职教师",
    "guest-teachers": "兼课教师",
    "senior-teachers": "高级职称教师",
    "senior-share": "高级教师占专技岗教师比例 高级职称教师比例",
    "senior-share-full-time": "高级专业技术职务专任教师比例",
    "senior-post-share": "具有高级职务教师比例",
    "senior-and-professor-teachers": "正高级+高级",
    "student-teacher-ratio": "生师比",
    "teacher-student-ratio": "师生比",
    "vocational-general-ratio": "职普比",
    "general-vocational-ratio": "普职比",
    "equipment-per-student": "生均教学仪器设备值（万元） 生均教学、实习仪器设备资产值 "
    "生均教学科研仪器设备值（元/生） 生均实训设备价值",
    "equipment": "教学、实习仪器设备资产总值 教学科研仪器设备总值 教学科研仪器设备值",
    "fixed-assets": "固定资产总值",
    "assets": "学校资产合计",
    "paper-books": "纸质图书（册） 馆藏纸质图书",
    "books-per-student": "生均图书",
    "electronic-books": "电子图书数",
    "electronic-resources": "电子资源",
    "land-area": "总占地面积 占地 占地面积（亩）",
    "floor-area": "校舍建筑面积 总建筑面积 建筑面积",
    "employment-rate-plain": "就业率",
    "employment-rate": "就业率(含升学) 就业（含升学）率 就业率（含升学）",
    "placement-rate": "毕业去向落实率",
    "half-year-employment-rate": "半年后就业率",
    "first-employment-rate": "初次就业率",
    "one-off-employment-rate": "一次性就业率",
    "direct-employment-rate": "直接就业率",
    "contract-employment-rate": "协议就业率",
    "flexible-employment-rate": "灵活就业率",
    "matched-employment-rate": "对口就业率 专业对口率 专业对口比例 对口比例",
    "major-relevance": "理工农医类专业相关度",
    "further-study-rate": "升学率 升学比例 升入高等教育比例",
    "further-study": "升入高等教育人数 升学人数",
    "further-study-abroad-rate": "升学出国率",
    "to-bachelor": "升入本科",
    "to-college": "升入专科",
    "starting-pay": "初次就业起薪(元) 平均起薪 直接就业平均起薪",
    "monthly-income": "月收入 平均月收入 月收入（元）",
    "half-year-income": "半年后月收入",
    "employer-satisfaction": "就业单位满意度 雇主满意度 企业满意率 用人单位满意率 用人单位满意度",
    "alma-mater-satisfaction": "母校满意度",
    "student-satisfaction": "在校生满意度",
    "graduate-satisfaction": "毕业生满意度",
    "parent-satisfaction": "家长满意度",
    "staff-satisfaction": "教职工满意度",
    "entrepreneurship-rate": "毕业生创业比例 自主创业比例 自主创业率",
    "training": "培训规模 培训人数（人次） 年培训 开展培训",
    "people-trained": "培训人数（人）",
    "training-days": "培训人数（人天） 培训人天",
    "training-hours": "培训学时 培训（学时）",
    "non-degree-training": "非学历培训",
    "funding": "经费投入总额",
    "income": "经费收入 收入总额",
    "staff-funding": "人员经费",
    "operating-funding": "公用经费",
    "project-funding": "项目经费",
    "regular-subsidy": "财政经常性补助收入",
    "appropriation-per-student": "生均拨款 年生均财政拨款（元） 年财政拨款水平",
    "order-classes": "订单班 定单班 特色订单班 学徒班 特色学徒班",
    "naming-classes": "冠名班",
    "joint-classes": "联合培养班",
    "apprenticeship-pilots": "现代学徒制",
    "engineer-colleges": "工程师学院",
    "industry-colleges": "产业学院",
    "factories-in-school": "校中厂",
    "schools-in-factory": "厂中校",
    "outside-bases": "校外实习(实训)基地 校外实习基地 校外实训基地",
    "partners": "校企合作单位 校企合作企业",
    "qualification-rate": "职业资格证书获取率 取证率",
    "certificate-rate": "毕业证书率",
    "x-certificates": "1+X证书",
    "general-pass-rate": "文化课合格率",
    "skill-pass-rate": "专业技能合格率",
    "fitness-pass-rate": "体质测评合格率 体质监测合格率",
    "graduation-rate": "毕业率",
    "retention-rate": "巩固率",
    "mean-retention-rate": "三个年级平均巩固率",
    "dropout-rate": "流失率",
}

TEMPLATE = {
    "local-placement-rate": "本省去向落实率",
    "industry-employment": "面向三次产业就业人数",
    "promotion-rate": "毕业三年晋升比例",
    "local-employment-share": "A.留在当地就业比例 A:留在当地就业",
    "basic-level-employment-share": "到中小微企业等基层服务比例",
    "key-enterprise-employment-share": "到国家骨干企业就业比例",
    "teacher-practice-time": "专任教师人均企业实践时间",
    "part-time-hours-share": "企业兼职教师专业课课时占比",
    "school-practice-hours": "生均校内实践基地使用时间",
    "outside-practice-days": "生均校外实习实训基地实习时间",
    "courses": "教学计划内课程总数",
    "teaching-floor-area": "教学及辅助行政办公用房面积",
    "workplaces": "校内实践教学工位数",
    "workplaces-per-student": "生均校内实践教学工位数",
    "backbone-bandwidth": "校园网主干最大带宽",
    "bandwidth": "互联网出口带宽",
    "enterprise-equipment": "企业提供的校内实践教学设备值",
    "part-time-hours": "企业兼职教师年课时总量",
    "part-time-pay": "年支付企业兼职教师课酬",
    "practice-funding": "年实习专项经费",
    "practice-insurance": "实习责任保险",
    "special-funding": "财政专项经费",
    "staff-quota": "教职工额定编制",
    "staff-in-post": "在岗编制",
    "technical-service-income": "横向技术服务到款额",
    "vertical-research-funds": "纵向科研经费",
    "technology-trade-income": "技术产权交易收入 技术交易到款额",
    "intellectual-property": "知识产权项目数",
    "non-degree-projects": "非学历培训项目数",
    "non-degree-hours": "非学历培训时间 非学历培训学时",
    "non-degree-days": "非学历培训人日",
    "non-degree-income": "非学历培训到账经费",
    "public-training-hours": "公益性培训服务",
    "foreign-students": "接收国外留学生人数",
    "foreign-training": "国（境）外人员培训量",
    "practice-abroad": "在校生服务“走出去”企业国（境）外实习时间",
    "teaching-abroad": "专任教师赴国（境）外指导和开展培训时间",
    "posts-abroad": "在国（境）外组织担任职务的专任教师人数",
    "course-standards-abroad": "开发并被国（境）外采用的课程标准数",
    "prizes-abroad": "国（境）外技能大赛获奖数量",
    "sites-abroad": "国（境）外办学点数量",
}

LIMITED = (
    "招生数（不含技工学校）",
    "在校生数（含成人中专）",
    "“双师型”教师比例（占校内教师）",
    "升学率（占落实去向学生）",
)


def code(form: str) -> str | None:
    found = dictionary().indicator(undated(form))
    return found.code if found else None


def wrong(forms: dict[str, str]) -> dict[str, str | None]:
    said = {form: wanted for wanted, given in forms.items() for form in given.split()}
    return {form: code(form) for form, wanted in said.items() if code(form) != wanted}


def test_every_wording_met_in_reports_has_its_indicator() -> None:
    assert wrong(WORDINGS) == {}


def test_every_indicator_of_the_national_tables_is_known() -> None:
    assert wrong(TEMPLATE) == {}


def test_a_bracket_that_limits_what_is_counted_is_not_dropped() -> None:
    assert [code(form) for form in LIMITED] == [None] * len(LIMITED)


def test_shares_have_their_own_bases() -> None:
    known = dictionary().schema.concepts["indicator"]
    bases = {c: known[c].denominator for c in WORDINGS if c.startswith("double-qualified-share")}

    assert bases == {
        "double-qualified-share": None, "double-qualified-share-school": None,
        "double-qualified-share-full-time": "full-time-teachers",
        "double-qualified-share-majors": "major-teachers",
        "double-qualified-share-posts": "post-teachers",
    }  # fmt: skip


def test_every_indicator_has_a_unit_and_a_kind() -> None:
    known = dictionary().schema.concepts
    missing = [
        c.code for c in known["indicator"].values() if c.kind is None or c.unit not in known["unit"]
    ]

    assert missing == []
