using System.Text.Json;
using System.Text.Json.Serialization;

namespace ThuocDo.OneStop.Portal;

/// <summary>What goes over the wire: the service, the key of the message, its place among those of the dossier, the data.</summary>
public sealed record PortalEnvelope
{
    public const string SyncDossier = "DongBoHoSoMC";
    public const string Progress = "CapNhatTienDoHoSoMC";
    public const string LookUp = "TraCuuHoSo";

    public static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [JsonPropertyName("MaSo")]
    public required string Service { get; init; }

    [JsonPropertyName("MaBanTin")]
    public required Guid MessageId { get; init; }

    /// <summary>Grows with the events of the dossier: a receiver that meets a smaller one later leaves it aside.</summary>
    [JsonPropertyName("SoThuTu")]
    public required long Order { get; init; }

    [JsonPropertyName("DuLieu")]
    public required JsonElement Data { get; init; }
}

/// <summary>A dossier as the national portal takes it (message DongBoHoSoMC); names and codes are those of its list of fields.</summary>
public sealed record PortalDossier
{
    [JsonPropertyName("MaHoSo")]
    public required string Code { get; init; }

    [JsonPropertyName("MaTTHC")]
    public required string ProcedureCode { get; init; }

    [JsonPropertyName("TenTTHC")]
    public required string ProcedureName { get; init; }

    [JsonPropertyName("TenLinhVuc")]
    public required string FieldName { get; init; }

    [JsonPropertyName("KenhThucHien")]
    public required int Channel { get; init; }

    /// <summary>The applicant; put in when the message is sent, never kept with it.</summary>
    [JsonPropertyName("ChuHoSo")]
    public string? Applicant { get; init; }

    [JsonPropertyName("LoaiDoiTuong")]
    public required int ApplicantKind { get; init; }

    [JsonPropertyName("LoaiDinhDanh")]
    public required int IdentityKind { get; init; }

    [JsonPropertyName("SoDinhDanh")]
    public string? IdentityNumber { get; init; }

    [JsonPropertyName("Email")]
    public string? Email { get; init; }

    [JsonPropertyName("SoDienThoai")]
    public string? Phone { get; init; }

    [JsonPropertyName("TrichYeuHoSo")]
    public required string Subject { get; init; }

    [JsonPropertyName("NgayNopHoSo")]
    public required string FiledAt { get; init; }

    [JsonPropertyName("NgayTiepNhan")]
    public required string ReceivedAt { get; init; }

    [JsonPropertyName("NgayHenTra")]
    public string? PromisedAt { get; init; }

    [JsonPropertyName("TrangThaiHoSo")]
    public required int Status { get; init; }

    [JsonPropertyName("NgayTra")]
    public string? ReturnedAt { get; init; }

    [JsonPropertyName("ThongTinTra")]
    public string? ReturnPlace { get; init; }

    [JsonPropertyName("HinhThuc")]
    public required int ReturnKind { get; init; }

    [JsonPropertyName("NgayKetThucXuLy")]
    public string? ClosedAt { get; init; }

    [JsonPropertyName("NgayTuChoi")]
    public string? RefusedAt { get; init; }

    [JsonPropertyName("DonViXuLy")]
    public required string Unit { get; init; }

    [JsonPropertyName("GhiChu")]
    public string? Note { get; init; }

    [JsonPropertyName("NoiNopHoSo")]
    public required int FiledWhere { get; init; }

    [JsonPropertyName("HoSoCoThanhPhanSoHoa")]
    public required int HasDigitised { get; init; }

    [JsonPropertyName("TaiKhoanDuocXacThucVoiVNeID")]
    public required int HasIdentity { get; init; }

    [JsonPropertyName("DuocThanhToanTrucTuyen")]
    public int? PayableOnline { get; init; }

    [JsonPropertyName("TaiLieuNop")]
    public required IReadOnlyList<PortalPaper> Papers { get; init; }

    [JsonPropertyName("DanhSachLePhi")]
    public required IReadOnlyList<PortalFee> Fees { get; init; }

    [JsonPropertyName("DanhSachHoSoBoSung")]
    public required IReadOnlyList<PortalSupplement> Supplements { get; init; }

    [JsonPropertyName("DanhSachGiayToKetQua")]
    public required IReadOnlyList<PortalResult> Results { get; init; }
}

public sealed record PortalPaper
{
    [JsonPropertyName("TepDinhKemId")]
    public string? FileId { get; init; }

    [JsonPropertyName("TenTepDinhKem")]
    public required string Name { get; init; }

    [JsonPropertyName("IsDeleted")]
    public required bool IsDeleted { get; init; }

    [JsonPropertyName("MaThanhPhanHoSo")]
    public string? PaperCode { get; init; }

    [JsonPropertyName("DuocSoHoa")]
    public required int IsDigitised { get; init; }

    [JsonPropertyName("DuocTaiSuDung")]
    public required int IsReused { get; init; }

    [JsonPropertyName("DuocLayTuKhoDMQG")]
    public required int IsFromNationalStore { get; init; }
}

public sealed record PortalFee
{
    [JsonPropertyName("TenPhiLePhi")]
    public required string Name { get; init; }

    [JsonPropertyName("MaPhiLePhi")]
    public required string Code { get; init; }

    [JsonPropertyName("HinhThucThu")]
    public required int Moment { get; init; }

    [JsonPropertyName("Gia")]
    public required decimal Amount { get; init; }
}

public sealed record PortalSupplement
{
    [JsonPropertyName("HoSoBoSungId")]
    public required string Id { get; init; }

    [JsonPropertyName("NguoiYeuCauBoSung")]
    public required string AskedBy { get; init; }

    [JsonPropertyName("NoiDungBoSung")]
    public required string Asked { get; init; }

    [JsonPropertyName("NgayBoSung")]
    public required string AskedAt { get; init; }

    [JsonPropertyName("NguoiTiepNhanBoSung")]
    public string? ReceivedBy { get; init; }

    [JsonPropertyName("NgayTiepNhanBoSung")]
    public string? ReceivedAt { get; init; }

    [JsonPropertyName("TrangThaiBoSung")]
    public required int State { get; init; }

    [JsonPropertyName("DanhSachGiayToBoSung")]
    public required IReadOnlyList<PortalPaper> Papers { get; init; }

    /// <summary>The due date before the request, and the one after everything was in.</summary>
    [JsonPropertyName("NgayHenTraTruoc")]
    public string? DueBefore { get; init; }

    [JsonPropertyName("NgayHenTraMoi")]
    public string? DueAfter { get; init; }
}

public sealed record PortalResult
{
    [JsonPropertyName("TenGiayTo")]
    public required string Name { get; init; }

    [JsonPropertyName("GiayToId")]
    public string? FileId { get; init; }

    [JsonPropertyName("MaGiayToKetQua")]
    public string? Number { get; init; }
}

/// <summary>One step of the handling (message CapNhatTienDoHoSoMC).</summary>
public sealed record PortalProgress
{
    [JsonPropertyName("MaHoSo")]
    public required string Code { get; init; }

    [JsonPropertyName("NguoiXuLy")]
    public required string Person { get; init; }

    [JsonPropertyName("ChucDanh")]
    public required string Title { get; init; }

    [JsonPropertyName("ThoiDiemXuLy")]
    public required string At { get; init; }

    [JsonPropertyName("PhongBanXuLy")]
    public required string Unit { get; init; }

    [JsonPropertyName("NoiDungXuLy")]
    public required string What { get; init; }

    [JsonPropertyName("TrangThai")]
    public required int Status { get; init; }

    [JsonPropertyName("NgayBatDau")]
    public required string StartedAt { get; init; }

    [JsonPropertyName("NgayKetThucTheoQuyDinh")]
    public string? DueAt { get; init; }
}
