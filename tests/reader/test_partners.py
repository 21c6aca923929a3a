"""The units named as acting together with the signer."""

import pytest

from policies.reader.partners import find_partners
from policies.reader.shapes import Span


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        pytest.param("会同市财政局、市教育局等部门推进", ["市财政局", "市教育局"], id="会同"),
        pytest.param("会同自然资源部落实制度", ["自然资源部"], id="部-before-落实"),
        pytest.param("联合国家文物局推进", ["国家文物局"], id="联合-国家"),
        pytest.param("积极配合商务部健全网络", ["商务部"], id="配合"),
        pytest.param("协调市公交公司将站点外移", ["市公交公司"], id="协调"),
        pytest.param("业主委员会同意并办理委托", [], id="会同意"),
        pytest.param("与财政部磋商分担办法", ["财政部"], id="与-磋商"),
        pytest.param("将与省委社会工作部共同清理报表", ["省委社会工作部"], id="a-party-s-department"),
        pytest.param("与县铁塔公司对接", ["县铁塔公司"], id="与-对接"),
        pytest.param(
            "会同工业和信息化部、国家粮食和储备局制定", ["工业和信息化部", "国家粮食和储备局"], id="和-inside-a-name"
        ),
        pytest.param("会同市公安局交通警察支队优化配时", ["市公安局交通警察支队"], id="branch-of-a-unit"),
        pytest.param("商市自然资源局，开展确权", ["市自然资源局"], id="商"),
        pytest.param("与市气象局建立预警机制", ["市气象局"], id="与-建立"),
        pytest.param("会同省消防救援总队，与石桥海关对接", ["省消防救援总队", "石桥海关"], id="总队-and-海关"),
        pytest.param("与县总商会、柳村村委会共同筛选", ["县总商会", "柳村村委会"], id="总商会-and-村委会"),
        pytest.param("我局联手旗客运公司开行专车", ["旗客运公司"], id="联手"),
        pytest.param("明年，我局牵头、国家卫生健康委参与，先试行", ["国家卫生健康委"], id="牵头-参与"),
        pytest.param("随时和县司法局一块儿琢磨", ["县司法局"], id="和"),
        pytest.param("省体育局和省教育厅合编的指南", [], id="和-between-two-who-act"),
        pytest.param("与滨海街道办事处合组夜巡队", ["滨海街道办事处"], id="街道办事处"),
        pytest.param("与老城社区卫生服务中心共同排班", ["老城社区卫生服务中心"], id="社区-inside-a-name"),
        pytest.param("会同商务部、供销合作总社推进", ["商务部", "供销合作总社"], id="总社"),
        pytest.param("我局与市图书馆、新华书店协商", ["市图书馆", "新华书店"], id="图书馆"),
        pytest.param("我局与市公交集团先在周末试开", ["市公交集团"], id="与-试开"),
        pytest.param("由省高速集团与电力公司签订协议", [], id="co-subjects-behind-由"),
        pytest.param("将联合审查进一步下放到便民服务中心", [], id="联合-before-what-is-done"),
        pytest.param("加强商务部门管理，商会办公室将参与", [], id="商-in-a-word"),
        pytest.param("会同县农业局、县纪委监委开展检查", ["县农业局", "县纪委监委"], id="纪委监委"),
        pytest.param("经与县财政局沟通，目前难以安排", [], id="talk-that-is-over"),
        pytest.param("已与县人民医院商定，由该院牵头", ["县人民医院"], id="商定"),
        pytest.param("将与县委党史研究室合作编印", ["县委党史研究室"], id="研究室-of-the-party"),
        pytest.param("协调人民银行清砚市分行接入", ["人民银行清砚市分行"], id="分行"),
        pytest.param(
            "联合市教育局、市二中，与县档案馆联合", ["市教育局", "市二中", "县档案馆"], id="school-and-archive"
        ),
        pytest.param("会同西河镇加强巡查", ["西河镇"], id="town"),
        pytest.param("会同临街的市图书馆、新华书店", ["市图书馆", "新华书店"], id="where-it-is"),
        pytest.param("与省农科院柑橘研究所合作筛选", ["省农科院柑橘研究所"], id="institute-of-an-institute"),
        pytest.param("继续会同市委老干部局、市教育局组织", ["市委老干部局", "市教育局"], id="老干部局"),
        pytest.param("将与省委编办加强编制统筹", ["省委编办"], id="与-加强"),
        pytest.param("准备与省戏曲学院联办委培班", ["省戏曲学院"], id="与-联办"),
        pytest.param("与市教育局商讨统保方案", ["市教育局"], id="与-商讨"),
        pytest.param("同省地方金融管理局完善推送机制", ["省地方金融管理局"], id="同-完善"),
        pytest.param("与中国石窟文化联盟共同举办培训班", ["中国石窟文化联盟"], id="联盟"),
        pytest.param("协调雁回工务段办理移交手续", ["雁回工务段"], id="工务段"),
        pytest.param("会同中国红十字会总会推进", ["中国红十字会总会"], id="总会"),
        pytest.param("支持龙头企业与高校院所联合攻关", [], id="院所"),
        pytest.param("会同有关部门加强监管", [], id="unnamed"),
        pytest.param("督促县水投公司完成", [], id="督促"),
        pytest.param("由支队负责，在市文物局指导下开展", [], id="由-and-指导下"),
        pytest.param("市国资委和市水务集团将推进", [], id="co-subjects"),
        pytest.param("协调推进，配合做好，促进协调发展", [], id="no-unit"),
        pytest.param("与群众期待还有差距", [], id="与-alone"),
    ],
)
def test_partners(sentence, names):
    assert [span.of(sentence) for span in find_partners(sentence, Span(0, len(sentence)))] == names
