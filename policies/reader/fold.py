"""The text as patterns see it: traditional glyphs, full-width digits and brackets made plain.

One character for one, so that a place in the folded text is the same place in the letter's own.
Values are always cut from the letter's own text: it stays as written.
"""

import re

# The traditional characters of the words that patterns name, and what each is in simplified writing.
# 覆 is 复 in 答覆; 畫 and 劃 are both 划: what is folded is only matched, never shown.
TRADITIONAL = (
    "並佈併來侷係個們備傢傳僑價億儘優兒內兩別刪則劃動務勵區協參員問啓啟單噸噹國圍園圖團堅報場塊壇夠夾妳婦孫學寀實審寫將專對導屆層屬嶺師幫幹幾庫廁廠廢廣廳張強彆彔後徑從復徵徹態慮慶懇應懷"
    "戰戶掃採換摯擊據擬擴攜數於時暫曆曏書會朮東條棟業極構樓標橋機檢檯欄權歡歲歷殘決沒況測準溝滿瀏灣無熱營爭爲牀狀獲現環產畝畫當發盃盞盡監瞭確碼禮稱積穫競箇節範簽籌籤籲糰約納純級終組結絡"
    "給統經綜維綱網線編緩緻縣總織繫繼續罈羣聯職聽脩臺與興舉萬蓆蔘藝處號衆術衕衛衹裏補裡製複覆覈見規視覺覽訂計訓託訪設許註証評詞試話該誌認誠說課調談請論諸諾謂謝證識議護讀負財貫責貴費貿資"
    "賙質賽趙車輕輛輪輯轉辦農迴這週進遊運過達適遷選還郵鄉醫釐針銀銜銷錄錢錶鍊鍵鍼鎮鏈鐵長門閉開間閤閱關隊階際隱隻雙難電鞦韆頁頃項順預頒領頭頻題類顯颱餘館驗驛驟體髮麗麪點黨鼕齣龍"
)
SIMPLIFIED = (
    "并布并来局系个们备家传侨价亿尽优儿内两别删则划动务励区协参员问启启单吨当国围园图团坚报场块坛够夹你妇孙学采实审写将专对导届层属岭师帮干几库厕厂废广厅张强别录后径从复征彻态虑庆恳应怀"
    "战户扫采换挚击据拟扩携数于时暂历向书会术东条栋业极构楼标桥机检台栏权欢岁历残决没况测准沟满浏湾无热营争为床状获现环产亩划当发杯盏尽监了确码礼称积获竞个节范签筹签吁团约纳纯级终组结络"
    "给统经综维纲网线编缓致县总织系继续坛群联职听修台与兴举万席参艺处号众术同卫只里补里制复复核见规视觉览订计训托访设许注证评词试话该志认诚说课调谈请论诸诺谓谢证识议护读负财贯责贵费贸资"
    "周质赛赵车轻辆轮辑转办农回这周进游运过达适迁选还邮乡医厘针银衔销录钱表链键针镇链铁长门闭开间合阅关队阶际隐只双难电秋千页顷项顺预颁领头频题类显台余馆验驿骤体发丽面点党冬出龙"
)
FULL_WIDTH = {0xFF10 + n: str(n) for n in range(10)} | {0xFF21 + n: chr(65 + n) for n in range(26)}
# （ ） and ( ), 〔 〕 and [ ] and 【 】 are used side by side, and the stops of half width too.
PUNCTUATION = str.maketrans("()[]【】［］:;,!?．﹒", "（）〔〕〔〕〔〕：；，！？..")
CODES = str.maketrans(TRADITIONAL, SIMPLIFIED) | FULL_WIDTH | PUNCTUATION
FOLDED = {chr(sign): plain if isinstance(plain, str) else chr(plain) for sign, plain in CODES.items()}
# Most of a letter is plain already: only what is not is looked up. One by one: a search for several (+) does not skip
# from one to the next.
NOT_PLAIN = re.compile(f"[{re.escape(''.join(FOLDED))}]")
# 加强监管.新建站点4个.  : a half-width stop behind a word ends a sentence. Not 一.加强监管 : there it ends a mark.
STOP = re.compile(
    r"\.(?<=[\u3400-\u9fff》”].)(?<![\n ][一二三四五六七八九十].)(?<!十[一二三四五六七八九].)(?![a-zA-Z.])"
)


def fold(text: str) -> str:
    """Return `text` made plain for matching, character for character."""
    plain = NOT_PLAIN.sub(lambda found: FOLDED[found[0]], text)
    return plain[:1] + STOP.sub("。", plain[1:]) if "." in plain else plain
