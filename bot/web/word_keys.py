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
    no_cases pages newer older back person channel language restricted goes_to because
    also_considered facts referrals timeline conversation files closed enter enter_hint
    answer bot_answers take you_answer seen_as your_words send give_back other_answers take_over
    no_chat gone ended not_yours photo not_sent""".split()
)
