<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>%n conflict</numerusform>
            <numerusform>%n conflicts</numerusform>
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
