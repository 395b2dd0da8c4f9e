"""The house: its people, roles, rota, organisation and the customer's journey."""

SCREENS = {
    "house": "sopdesk.ui.house.home:HouseScreen",
    "house.people": "sopdesk.ui.house.people:PeopleScreen",
    "house.person": "sopdesk.ui.house.person:PersonScreen",
    "house.roles": "sopdesk.ui.house.roles:RolesScreen",
    "house.rota": "sopdesk.ui.house.rota:RotaScreen",
    "house.rota_week": "sopdesk.ui.house.rota_week:RotaWeekScreen",
    "house.clocks": "sopdesk.ui.house.clocks:HouseClocksScreen",
    "house.chart": "sopdesk.ui.house.chart:ChartScreen",
    "house.escalation": "sopdesk.ui.house.escalation:EscalationScreen",
    "house.journeys": "sopdesk.ui.house.journeys:JourneysScreen",
    "house.journey": "sopdesk.ui.house.journey:JourneyScreen",
    "house.journey_editor": "sopdesk.ui.house.journey_editor:JourneyEditorScreen",
}
