"""`kobra-desktop questionnaire check|convert|diff`: files of questionnaires on the command line,
for admins and pipelines. No screen, no profile, no server.
"""

from kobra_desktop.questionnaire_verbs.verbs import run

__all__ = ["run"]
