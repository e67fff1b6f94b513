<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AnswerCounts</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without answer</source>
        <translation>
            <numerusform>%n without answer</numerusform>
            <numerusform>%n without answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Calculated and hidden (%n)</source>
        <translation>
            <numerusform>Calculated and hidden (%n)</numerusform>
            <numerusform>Calculated and hidden (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) differ from the form&apos;s logic</source>
        <translation>
            <numerusform>%n answer differs from the form&apos;s logic</numerusform>
            <numerusform>%n answers differ from the form&apos;s logic</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) received</source>
        <translation>
            <numerusform>%n answer received</numerusform>
            <numerusform>%n answers received</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n to review</numerusform>
            <numerusform>%n to review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) corrected</source>
        <translation>
            <numerusform>%n answer corrected</numerusform>
            <numerusform>%n answers corrected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them on a phone, which goes on showing it until it next connects.</source>
        <translation>
            <numerusform>%n of them is on a phone, which goes on showing it until it next connects.</numerusform>
            <numerusform>%n of them are on phones, which go on showing them until they next connect.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n visit</numerusform>
            <numerusform>%n visits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) ended</source>
        <translation>
            <numerusform>%n visit ended</numerusform>
            <numerusform>%n visits ended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n promise(s) to pay</source>
        <translation>
            <numerusform>%n promise to pay</numerusform>
            <numerusform>%n promises to pay</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s) reported</source>
        <translation>
            <numerusform>%n payment reported</numerusform>
            <numerusform>%n payments reported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broken promise(s)</source>
        <translation>
            <numerusform>%n broken promise</numerusform>
            <numerusform>%n broken promises</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check-in(s) away from the door</source>
        <translation>
            <numerusform>%n check-in away from the door</numerusform>
            <numerusform>%n check-ins away from the door</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other alert(s)</source>
        <translation>
            <numerusform>%n other alert</numerusform>
            <numerusform>%n other alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) for help</source>
        <translation>
            <numerusform>%n call for help</numerusform>
            <numerusform>%n calls for help</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) of today blocked by rule or holiday</source>
        <translation>
            <numerusform>%n visit of today blocked by rule or holiday</numerusform>
            <numerusform>%n visits of today blocked by rule or holiday</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) left over from the days before</source>
        <translation>
            <numerusform>%n visit left over from the days before</numerusform>
            <numerusform>%n visits left over from the days before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Assign %n visit(s)</source>
        <translation>
            <numerusform>Assign %n visit</numerusform>
            <numerusform>Assign %n visits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) assigned to {name}</source>
        <translation>
            <numerusform>%n visit assigned to {name}</numerusform>
            <numerusform>%n visits assigned to {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) planned</source>
        <translation>
            <numerusform>%n visit planned</numerusform>
            <numerusform>%n visits planned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Visits for %n account(s)</source>
        <translation>
            <numerusform>Visit for %n account</numerusform>
            <numerusform>Visits for %n accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) changed</source>
        <translation>
            <numerusform>%n account changed</numerusform>
            <numerusform>%n accounts changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) changed</source>
        <translation>
            <numerusform>%n person changed</numerusform>
            <numerusform>%n people changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n promise(s)</source>
        <translation>
            <numerusform>%n promise</numerusform>
            <numerusform>%n promises</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s)</source>
        <translation>
            <numerusform>%n payment</numerusform>
            <numerusform>%n payments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) without agent</source>
        <translation>
            <numerusform>%n visit without agent</numerusform>
            <numerusform>%n visits without agent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) cancelled</source>
        <translation>
            <numerusform>%n visit cancelled</numerusform>
            <numerusform>%n visits cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) moved to another day</source>
        <translation>
            <numerusform>%n visit moved to another day</numerusform>
            <numerusform>%n visits moved to another day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n visit(s) on</source>
        <translation>
            <numerusform>Move %n visit to tomorrow</numerusform>
            <numerusform>Move %n visits to tomorrow</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reschedule %n visit(s)</source>
        <translation>
            <numerusform>Reschedule %n visit</numerusform>
            <numerusform>Reschedule %n visits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n visit(s)</source>
        <translation>
            <numerusform>Cancel %n visit</numerusform>
            <numerusform>Cancel %n visits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n to tomorrow…</source>
        <translation>
            <numerusform>Move %n to tomorrow…</numerusform>
            <numerusform>Move %n to tomorrow…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reschedule %n…</source>
        <translation>
            <numerusform>Reschedule %n…</numerusform>
            <numerusform>Reschedule %n…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n…</source>
        <translation>
            <numerusform>Cancel %n…</numerusform>
            <numerusform>Cancel %n…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) as it is</source>
        <translation>
            <numerusform>%n stays as it is:</numerusform>
            <numerusform>%n stay as they are:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n begun without a form</source>
        <translation>
            <numerusform>%n begun without a form</numerusform>
            <numerusform>%n begun without a form</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on the phone</source>
        <translation>
            <numerusform>%n on the phone</numerusform>
            <numerusform>%n on the phone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) to review</source>
        <translation>
            <numerusform>%n answer to review</numerusform>
            <numerusform>%n answers to review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n payment(s) without proof</source>
        <translation>
            <numerusform>%n payment without proof</numerusform>
            <numerusform>%n payments without proof</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n promise(s) due tomorrow</source>
        <translation>
            <numerusform>%n promise due tomorrow</numerusform>
            <numerusform>%n promises due tomorrow</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The summary goes to %n address(es).</source>
        <translation>
            <numerusform>The summary goes to %n address.</numerusform>
            <numerusform>The summary goes to %n addresses.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) revoked</source>
        <translation>
            <numerusform>%n link revoked</numerusform>
            <numerusform>%n links revoked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) reopened</source>
        <translation>
            <numerusform>%n visit reopened</numerusform>
            <numerusform>%n visits reopened</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left as it was</source>
        <translation>
            <numerusform>%n left as it was</numerusform>
            <numerusform>%n left as they were</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) made together</source>
        <translation>
            <numerusform>%n change made together</numerusform>
            <numerusform>%n changes made together</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to send</source>
        <translation>
            <numerusform>%n change to send</numerusform>
            <numerusform>%n changes to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be sent</source>
        <translation>
            <numerusform>%n could not be sent</numerusform>
            <numerusform>%n could not be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of a newer server: update Kobra Desktop</source>
        <translation>
            <numerusform>%n record of a newer server: update Kobra Desktop</numerusform>
            <numerusform>%n records of a newer server: update Kobra Desktop</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>%n conflict</numerusform>
            <numerusform>%n conflicts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) with an amount that cannot be read</source>
        <translation>
            <numerusform>%n answer with an amount that cannot be read</numerusform>
            <numerusform>%n answers with an amount that cannot be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) with a promise or payment to decide on</source>
        <translation>
            <numerusform>%n answer with a promise or payment to decide on</numerusform>
            <numerusform>%n answers with a promise or payment to decide on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n petition(s) to answer</source>
        <translation>
            <numerusform>%n petition to answer</numerusform>
            <numerusform>%n petitions to answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of this visit to send</source>
        <translation>
            <numerusform>%n change of this visit to send</numerusform>
            <numerusform>%n changes of this visit to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n position(s)</source>
        <translation>
            <numerusform>%n position</numerusform>
            <numerusform>%n positions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more visit(s)</source>
        <translation>
            <numerusform>… and %n more visit</numerusform>
            <numerusform>… and %n more visits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The phone held data of %n person(s).</source>
        <translation>
            <numerusform>The phone held data of %n person.</numerusform>
            <numerusform>The phone held data of %n people.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of this machine</source>
        <translation>
            <numerusform>%n set-aside change of this machine</numerusform>
            <numerusform>%n set-aside changes of this machine</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) attended</source>
        <translation>
            <numerusform>%n alert attended</numerusform>
            <numerusform>%n alerts attended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) muted until {time}</source>
        <translation>
            <numerusform>%n alert muted until {time}</numerusform>
            <numerusform>%n alerts muted until {time}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) heard again</source>
        <translation>
            <numerusform>%n alert heard again</numerusform>
            <numerusform>%n alerts heard again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsent change(s) carried over.</source>
        <translation>
            <numerusform>%n unsent change was carried over.</numerusform>
            <numerusform>%n unsent changes were carried over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not sent yet would be lost.</source>
        <translation>
            <numerusform>%n change that is not sent yet would be lost.</numerusform>
            <numerusform>%n changes that are not sent yet would be lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n agent(s)</source>
        <translation>
            <numerusform>%n agent</numerusform>
            <numerusform>%n agents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chart(s) and tables</source>
        <translation>
            <numerusform>%n chart or table</numerusform>
            <numerusform>%n charts and tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) printed</source>
        <translation>
            <numerusform>%n page printed</numerusform>
            <numerusform>%n pages printed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) printed</source>
        <translation>
            <numerusform>%n row printed</numerusform>
            <numerusform>%n rows printed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message numerus="yes">
        <source>Move %n question(s)</source>
        <translation>
            <numerusform>Move %n question</numerusform>
            <numerusform>Move %n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n question(s)</source>
        <translation>
            <numerusform>Delete %n question</numerusform>
            <numerusform>Delete %n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n question(s)</source>
        <translation>
            <numerusform>Duplicate %n question</numerusform>
            <numerusform>Duplicate %n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paste %n question(s)</source>
        <translation>
            <numerusform>Paste %n question</numerusform>
            <numerusform>Paste %n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cut %n question(s)</source>
        <translation>
            <numerusform>Cut %n question</numerusform>
            <numerusform>Cut %n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PanelCounts</name>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n choice(s)</source>
        <translation>
            <numerusform>%n choice</numerusform>
            <numerusform>%n choices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) inserted from {name}</source>
        <translation>
            <numerusform>%n question inserted from {name}</numerusform>
            <numerusform>%n questions inserted from {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pasted text(s) found no row or column here and were left out.</source>
        <translation>
            <numerusform>%n pasted text found no row or column here and was left out.</numerusform>
            <numerusform>%n pasted texts found no row or column here and were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PropertiesPanel</name>
    <message numerus="yes">
        <source>%n questions are chosen.</source>
        <translation>
            <numerusform>%n question is chosen.</numerusform>
            <numerusform>%n questions are chosen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuestionnaireCounts</name>
    <message numerus="yes">
        <source>%n phone(s) will get it.</source>
        <translation>
            <numerusform>%n phone will get it.</numerusform>
            <numerusform>%n phones will get it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) and groups.</source>
        <translation>
            <numerusform>%n question or group.</numerusform>
            <numerusform>%n questions and groups.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s) keep it from being published.</source>
        <translation>
            <numerusform>%n error keeps it from being published.</numerusform>
            <numerusform>%n errors keep it from being published.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s); it can be published.</source>
        <translation>
            <numerusform>%n warning; it can be published.</numerusform>
            <numerusform>%n warnings; it can be published.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrailPanel</name>
    <message numerus="yes">
        <source>%n position(s) not reliable: left out.</source>
        <translation>
            <numerusform>%n position that is not reliable was left out.</numerusform>
            <numerusform>%n positions that are not reliable were left out.</numerusform>
        </translation>
    </message>
</context>
</TS>
