"""Topics: what seminars are about."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import NotFound
from seminar_service.extensions import db
from seminar_service.overview import bids as bid_queries
from seminar_service.tours import topics as use_cases
from seminar_service.tours.model import Topic
from seminar_service.tours.topics import TopicCodeTaken
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_advisers import EditTopicForm, NewTopicForm


@bp.get("/topics")
@staff(RoleName.VIEWER)
def topics() -> ResponseReturnValue:
    """All topics in their order."""
    return render_template(
        "organisers/topics.html",
        topics=bid_queries.topics(db.session()),
        may_edit=has_role(RoleName.PLANNER),
    )


@bp.route("/topics/new", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def new_topic() -> ResponseReturnValue:
    """Add a topic."""
    form = NewTopicForm(data={"position": use_cases.next_position(db.session())})
    form.others = bid_queries.topics(db.session())
    if form.validate_on_submit() and form.asks_back():
        return render_template("organisers/topic_form.html", form=form, topic=None)
    if form.is_submitted() and not form.errors:
        try:
            use_cases.add_topic(
                db.session(), form.code.data, form.details(), actor=current_actor(), now=now()
            )
        except TopicCodeTaken:
            complain(form.code, gettext("Another topic has this code. Please choose another."))
        else:
            flash(gettext("The topic has been added."), "success")
            return redirect(url_for("organisers.topics"), 303)
    status = 422 if request.method == "POST" else 200
    return render_template("organisers/topic_form.html", form=form, topic=None), status


@bp.route("/topics/<int:topic_id>", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def edit_topic(topic_id: int) -> ResponseReturnValue:
    """Change what a topic is called, and where it stands."""
    topic = _topic(topic_id)
    form = EditTopicForm(obj=topic)
    form.others = [each for each in bid_queries.topics(db.session()) if each.id != topic_id]
    status = handled(form, partial(_change, topic_id, form), partial(_present, topic_id))
    if status == HTTPStatus.SEE_OTHER:
        flash(gettext("The changes have been saved."), "success")
        return redirect(url_for("organisers.topics"), status)
    return render_template("organisers/topic_form.html", form=form, topic=topic), status


def _topic(topic_id: int) -> Topic:
    topic = db.session.get(Topic, topic_id)
    if topic is None:
        raise NotFound("topic")
    return topic


def _present(topic_id: int) -> tuple[Topic, EditTopicForm]:
    topic = _topic(topic_id)
    return topic, EditTopicForm(formdata=None, obj=topic)


def _change(topic_id: int, form: EditTopicForm, version: int) -> None:
    use_cases.change_topic(
        db.session(),
        topic_id,
        form.details(),
        version=version,
        actor=current_actor(),
        now=now(),
    )
