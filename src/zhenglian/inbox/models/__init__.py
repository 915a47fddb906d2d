"""Tables of the inbox: people, conversations with their messages, matters, replies, the officers' desk."""

from zhenglian.inbox.models.conversations import Conversation, Media, Message, SearchToken
from zhenglian.inbox.models.desk import Change, Mention, ReadMark, TypedText
from zhenglian.inbox.models.matters import Matter
from zhenglian.inbox.models.persons import Identity, Person
from zhenglian.inbox.models.replies import Reply, ReplyTemplate
from zhenglian.inbox.models.submissions import Submission

__all__ = [
    "Change",
    "Conversation",
    "Identity",
    "Matter",
    "Media",
    "Mention",
    "Message",
    "Person",
    "ReadMark",
    "Reply",
    "ReplyTemplate",
    "SearchToken",
    "Submission",
    "TypedText",
]
