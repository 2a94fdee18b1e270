"""What the phone says without a server: one sentence a state, in the page's language; {n} is filled in."""

from webapp.core.text.i18n import N_

WORDS = {
    # one word a state
    "draft": N_("写到一半"),
    "queued": N_("已存到手机"),
    "sending": N_("正在发送"),
    "received": N_("{time} 收到"),
    "received_review": N_("{time} 收到，等社区核对"),
    "fix": N_("要改一改"),
    "parked": N_("先放着"),
    "stumbled": N_("先放着：发了几次服务器都没收下"),
    # the pill and the line beside the button
    "plain_http": N_("这个地址不是 https，手机没法离线，也不能存草稿。填完马上交，或换 https 地址。"),
    "locked": N_("锁着，登录后能看"),
    "starting": N_("正在准备"),
    "sign_in_first": N_("登录后再发 {n} 条"),
    "sign_in_later": N_("先接着记，发的时候再登录。"),
    "to_fix": N_("{n} 条要改一改"),
    "no_signal": N_("没有信号，照常填"),
    "no_signal_n": N_("没有信号，{n} 条在手机里"),
    "sending_n": N_("有信号，正在送 {n} 条"),
    "all_sent": N_("都送到了 {time}"),
    "nothing_waiting": N_("没有要送的"),
    "shut_n": N_("{n} 条打不开，还在手机里"),
    "shut_here": N_("有打不开的，还在手机里"),
    "shut_why": N_(
        "有 {n} 条打不开：存它们的钥匙不在这里。它们还在手机里，别清理浏览器数据，请告诉社区管理员。新记的照常存、照常发。"
    ),
    "quiet": N_("{time} 以后没连上过"),
    "off_line": N_("现在没网。存好后先放在手机里，有网自动发。"),
    # the light
    "ready_off": N_("这个浏览器关了页面就打不开，没网时别关这一页；建议用系统浏览器打开。"),
    "ready_getting": N_("正在把这一片装进手机，先别断网"),
    "ready_green": N_("{time} 已装好，没网也能用"),
    "ready_stale": N_("手机清掉了一些东西，连上网会补齐"),
    # forms
    "elsewhere_open": N_("正在另一个页面填写，这里只能看。"),
    "full": N_("手机满了，没存上。文字还在这一页，请先删些照片，或存成文件。"),
    "not_kept": N_("没存上。内容还在这一页，请再点一次，或存成文件。"),
    "bad_photo": N_("这张照片打不开，请重拍一张。文字没受影响。"),
    "no_key": N_("还没登录过，也没网，存不了。内容还在这一页，可先存成文件。"),
    "taken_back": N_("撤回了"),
    "too_late": N_("已经发出去了，请在这户的记录里撤回"),
    "restored": N_("上次写到一半的，接着写。"),
    # the outbox
    "still_here": N_("{n} 条还在这部手机里"),
    "nothing_here": N_("都送到了"),
    "hint_none": N_("现在没网，连上会自动发。发完之前别清理浏览器数据。"),
    "hint_online": N_("有网，正在发。发完之前别清理浏览器数据。"),
    "hint_signin": N_("登录过期了。一条都不会丢，登录后接着发。"),
    "photos": N_("照片 {n} 张"),
    "photos_left": N_("文字已发到，照片还有 {n} 张"),
    "photo_refused": N_("文字已发到，照片不收：{why}"),
    "old_days": N_("最早的一条放了 {n} 天，请尽快连网；有的手机 7 天不用会清掉。"),
    "tight": N_("手机快满了，还能存约 {n} 条"),
    "found_n": N_("找到 {n} 个"),
    "found_none": N_("没找到。试试姓名、拼音、首字母、房号、手机尾号。"),
    "summary": N_("{total}户，走到{reached}户"),
    "next_door": N_("接着走 {door}"),
    "save_next": N_("保存，下一户 {room}"),
    "unlock_wrong": N_("密码不对，再试一次。"),
    "blocked": N_("请关掉满格的其他页面，手机里的库要升级。"),
}
