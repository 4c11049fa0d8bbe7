using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Cash;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.OneStop.Payments.Receipts;
using ThuocDo.OneStop.Payments.Reconciliation;
using ThuocDo.OneStop.Payments.Refunds;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Payments;

public sealed class BillMapping : IEntityTypeConfiguration<Bill>
{
    public void Configure(EntityTypeBuilder<Bill> builder)
    {
        builder.ToTable("onestop_bills");
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Number).HasMaxLength(Bill.NumberMaxLength);
        builder.Property(b => b.Reference).HasMaxLength(Bill.ReferenceMaxLength);
        builder.Property(b => b.State).HasMaxLength(20);
        builder
            .Property(b => b.Lines)
            .HasConversion(
                l => JsonSerializer.Serialize(l, JsonSerializerOptions.Default),
                t => JsonSerializer.Deserialize<List<BillLine>>(t, JsonSerializerOptions.Default)!
            );
        builder.HasIndex(b => b.Number).IsUnique();
        builder.HasIndex(b => b.Reference).IsUnique();
        builder.HasIndex(b => b.DossierId);
        builder.HasIndex(b => new
        {
            b.UnitId,
            b.State,
            b.IssuedAt,
        });
        builder.HasVersion();
        builder.Ignore(b => b.Due);
        builder
            .HasOne<Dossier>()
            .WithMany()
            .HasForeignKey(b => b.DossierId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class LedgerEntryMapping : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("onestop_ledger_entries");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Account).HasMaxLength(40);
        builder.Property(e => e.Reference).HasMaxLength(120);
        builder.Property(e => e.Transaction).HasMaxLength(60);
        builder.HasIndex(e => new { e.BillId, e.Sequence }).IsUnique();
        builder.HasIndex(e => new { e.UnitId, e.Day });
        builder.HasIndex(e => new { e.Account, e.Day });
        builder.HasIndex(e => e.Reference);
    }
}

public sealed class FeeReceiptMapping : IEntityTypeConfiguration<FeeReceipt>
{
    public void Configure(EntityTypeBuilder<FeeReceipt> builder)
    {
        builder.ToTable("onestop_fee_receipts");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Series).HasMaxLength(FeeReceipt.SeriesMaxLength);
        builder.Property(r => r.VoidReason).HasMaxLength(FeeReceipt.ReasonMaxLength);
        builder
            .HasIndex(r => new
            {
                r.UnitId,
                r.Series,
                r.Number,
            })
            .IsUnique();
        builder.HasIndex(r => r.BillId);
        builder.Ignore(r => r.Name);
        builder.Ignore(r => r.Key);
    }
}

public sealed class RefundMapping : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.ToTable("onestop_refunds");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Reason).HasMaxLength(Refund.ReasonMaxLength);
        builder.Property(r => r.Transaction).HasMaxLength(60);
        builder.HasIndex(r => new { r.BillId, r.Number }).IsUnique();
        builder.HasIndex(r => r.State);
        builder.Ignore(r => r.Key);
    }
}

public sealed class PaymentAttemptMapping : IEntityTypeConfiguration<PaymentAttempt>
{
    public void Configure(EntityTypeBuilder<PaymentAttempt> builder)
    {
        builder.ToTable("onestop_payment_attempts");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Reference).HasMaxLength(PaymentAttempt.ReferenceMaxLength);
        builder.HasIndex(a => a.Reference).IsUnique();
        builder.HasIndex(a => a.BillId);
        builder.HasIndex(a => new { a.State, a.CreatedAt });
        builder.HasVersion();
    }
}

public sealed class PaymentNoticeMapping : IEntityTypeConfiguration<PaymentNotice>
{
    public void Configure(EntityTypeBuilder<PaymentNotice> builder)
    {
        builder.ToTable("onestop_payment_notices");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Hash).HasMaxLength(64);
        builder.HasIndex(n => n.Hash).IsUnique();
        builder.HasIndex(n => n.Reference);
    }
}

public sealed class ReconciliationRunMapping : IEntityTypeConfiguration<ReconciliationRun>
{
    public void Configure(EntityTypeBuilder<ReconciliationRun> builder)
    {
        builder.ToTable("onestop_reconciliation_runs");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.FileName).HasMaxLength(ReconciliationRun.FileNameMaxLength);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => new
        {
            r.Account,
            r.From,
            r.To,
        });
    }
}

public sealed class ReconciliationDifferenceMapping
    : IEntityTypeConfiguration<ReconciliationDifference>
{
    public void Configure(EntityTypeBuilder<ReconciliationDifference> builder)
    {
        builder.ToTable("onestop_reconciliation_differences");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder
            .Property(d => d.Reference)
            .HasMaxLength(ReconciliationDifference.ReferenceMaxLength);
        builder.Property(d => d.Note).HasMaxLength(ReconciliationDifference.NoteMaxLength);
        builder.HasIndex(d => new { d.RunId, d.Sequence }).IsUnique();
    }
}

public sealed class CashDayMapping : IEntityTypeConfiguration<CashDay>
{
    public void Configure(EntityTypeBuilder<CashDay> builder)
    {
        builder.ToTable("onestop_cash_days");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Reason).HasMaxLength(CashDay.ReasonMaxLength);
        builder
            .HasIndex(d => new
            {
                d.UnitId,
                d.CashierId,
                d.Day,
            })
            .IsUnique();
        builder.Ignore(d => d.Difference);
    }
}
