namespace CsPlatform.Domain.Conduct;

/// <summary>
/// Traditional characters and common variants of the characters that the shipped dictionaries use, each before its simplified
/// form. No simplified form is itself in the table.
/// </summary>
internal static class TraditionalCharacters
{
    /// <summary>Pairs, parted by blanks.</summary>
    public const string Pairs = """
        萬万 東东 個个 為为 爲为 麼么 麽么 買买 虧亏 產产 親亲 僅仅 們们 價价 優优 會会 劃划 剛刚 別别 務务 單单 賣卖 臥卧 廠厂
        參参 發发 號号 後后 嗎吗 圖图 場场 殼壳 殻壳 獎奖 寧宁 寶宝 寳宝 實实 對对 層层 巔巅 巓巅 廢废 開开 張张 強强 彈弹 驚惊
        戶户 掃扫 報报 摳抠 無无 時时 曬晒 機机 條条 極极 檔档 樓楼 歡欢 殘残 沒没 滾滚 點点 熱热 愛爱 獨独 豬猪 貓猫 瑪玛 現现
        電电 暢畅 碼码 禮礼 種种 窮穷 筆笔 類类 紅红 級级 線线 細细 終终 經经 給给 絡络 絕绝 維维 網网 羣群 腦脑 蘇苏 獲获 見见
        規规 記记 評评 訴诉 話话 說说 誰谁 貨货 敗败 賬账 帳账 貝贝 財财 購购 費费 輕轻 轉转 過过 進进 還还 這这 遠远 選选 裡里
        裏里 錢钱 銀银 鋪铺 舖铺 銷销 錯错 問问 間间 隨随 頁页 頂顶 領领 題题 鵝鹅 妳你 臺台 檯台 隻只 祇只 週周 衛卫 刪删 擊击
        辦办 並并 併并 緻致 倉仓 癡痴 纔才 國国 唄呗 學学 麵面 決决
        """;
}
