"""The words that the pages' templates ask for: their ids in the catalogues end in these keys."""

CHAT: tuple[str, ...] = tuple(
    """tab_title title exit exit_hint skip languages machine_notice machine_more danger
    first_message log write write_hint send empty photo photo_add photo_remove photo_ready
    photo_sending photo_failed photo_alt_me photo_alt_other file human human_say you bot
    agent agent_named choices urgent call text_to online offline pending sent too_fast
    session_over failed_plain plain_link held held_unnamed released typing new_messages
    kept_in_page cookie_note noscript plain_intro refresh live_link demo_title demo_intro
    demo_number demo_residence demo_copy demo_copied""".split()
)
DESK: tuple[str, ...] = tuple(
    """desk skip logout reads_logged none all filter filter_do filter_clear cases_title
    cases_caption reference needs severity status agency owner due reply_due opened nobody_yet late
    no_cases pages newer older back person tenant_number home told_where outcome call_unsafe
    find_words earlier other_chat channel language restricted goes_to because
    also_considered facts referrals timeline conversation files closed enter enter_hint
    notices notices_hint notices_none notices_new notice_number notice_kind notice_where
    notice_people notice_left_out notice_left_out_none notice_not_counted notice_texts
    notice_progress notice_progress_hint notice_written_by notice_validated_by notice_sent_by
    notice_quiet notice_save notice_continue notice_optional notice_actions notice_back
    notice_second notice_try notice_try_do notice_try_hint notice_try_no_chat notice_tried
    notice_language notice_languages_all notice_leaves notice_rest_leaves notice_first
    notice_paused_itself
    answer bot_answers take you_answer seen_as your_words send give_back other_answers take_over
    no_chat gone ended not_yours photo not_sent
    unsafe refer end end_need end_whole end_outcome end_choose end_words end_do""".split()
)
