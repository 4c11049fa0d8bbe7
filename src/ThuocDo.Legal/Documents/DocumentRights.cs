using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;

namespace ThuocDo.Legal.Documents;

/// <summary>Who keeps a document, and over whose documents another one reaches.</summary>
public static class DocumentRights
{
    /// <summary>
    /// Whoever keeps the documents of the issuer or of the drafter, or of the body that answers for one that ended; those of the centre whoever
    /// keeps any.
    /// </summary>
    public static bool May(
        ICurrentUser user,
        UnitTree tree,
        Guid? issuer,
        Guid? drafter,
        DateOnly today
    )
    {
        return issuer is { } body
            ? Keeps(body) || drafter is { } writer && Keeps(writer)
            : user.Can(Permissions.LegalManage);

        bool Keeps(Guid unit) =>
            user.Can(Permissions.LegalManage, unit)
            || tree.HeirOf(unit, today) is { } heir
                && heir.Id != unit
                && user.Can(Permissions.LegalManage, heir.Id);
    }

    /// <summary>The end of an act of the centre warns procedures of the whole province, so it is for whoever keeps the documents of a province.</summary>
    public static bool MayEndCentral(ICurrentUser user, UnitTree tree) =>
        tree.All.Any(u => u.Kind == UnitKind.Province && user.Can(Permissions.LegalManage, u.Id));

    /// <summary>
    /// Whether a document can amend or end another: one of the same body, of a body for which it answers now, or of one below. The council, which
    /// stands below its province as a unit, reaches as far as the province. What is higher is asked for elsewhere.
    /// </summary>
    public static bool Reaches(
        UnitTree tree,
        LegalDocument document,
        LegalDocument other,
        DateOnly today
    )
    {
        if (document.IssuerId is not { } own)
        {
            return true;
        }

        if (other.IssuerId is not { } theirs)
        {
            return false;
        }

        return IsUnder(tree, theirs, own, today)
            || document.Kind == DocumentKind.Resolution
                && tree.Find(own) is { ParentId: { } above } council
                && tree.Find(above)?.Level == council.Level
                && IsUnder(tree, theirs, above, today);
    }

    /// <summary>Whether a body is a unit or below it, or was until one of these answered for it.</summary>
    public static bool IsUnder(UnitTree tree, Guid issuer, Guid unit, DateOnly day)
    {
        var inside = tree.Subtree(unit);
        return inside.Contains(issuer)
            || tree.HeirOf(issuer, day) is { } heir && inside.Contains(heir.Id);
    }
}
