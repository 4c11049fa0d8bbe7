using ThuocDo.OneStop.Dossiers;

namespace ThuocDo.OneStop.Privacy;

public static class PrivacyTexts
{
    public static string NameOf(AccessPlace place) =>
        place switch
        {
            AccessPlace.Paper => "privacy.place.paper",
            AccessPlace.File => "privacy.place.file",
            AccessPlace.Licence => "privacy.place.licence",
            _ => "privacy.place.dossier",
        };
}
