using ThuocDo.OneStop.Dossiers;

namespace ThuocDo.OneStop.Privacy;

public static class PrivacyTexts
{
    public static string NameOf(AccessPlace place) =>
        place switch
        {
            AccessPlace.Paper => "privacy.place.paper",
            AccessPlace.File => "privacy.place.file",
            _ => "privacy.place.dossier",
        };
}
