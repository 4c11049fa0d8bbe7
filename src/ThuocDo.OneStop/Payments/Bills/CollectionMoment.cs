namespace ThuocDo.OneStop.Payments.Bills;

/// <summary>When a fee is collected, with the number by which it is exchanged with the National Portal.</summary>
public enum CollectionMoment
{
    Receipt = 1,
    Supplement = 2,
    Return = 4,
}
